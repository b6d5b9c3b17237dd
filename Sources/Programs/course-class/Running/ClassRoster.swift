import Formats
import Foundation
import GradingEngine

/// The submissions of a class: one folder or zip archive per student, in one folder.
public struct ClassRoster: Sendable, Equatable {
  /// The folder with the submissions.
  public let folder: URL
  /// The names of the student folders, and of the archives without the extension, in the order used
  /// everywhere. A byte that is not valid UTF-8 is written as `%FC`.
  public private(set) var names: [String]
  /// Entries next to the submissions that are not submissions, as sentences for the instructor.
  public let notes: [String]
  /// The actual names of folders and archives, by submission name.
  private let files: [RecordName: String]
  /// The hash of the names of the whole class, which the parts of a shared run compare.
  public let key: String

  /// Reads the folder of a class.
  ///
  /// - Throws: `Complaint` if it is not a folder with submissions in it.
  public init(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    let kinds = try Self.kinds(in: folder, path)
    let folders = kinds.filter { $0.kind == .folder || $0.kind == .link }.map(\.name)
    let archives = kinds.filter { $0.kind == .file && $0.name.lowercased().hasSuffix(".zip") }.map(\.name)
    var files: [RecordName: String] = [:]
    var names: [String] = []
    func enter(_ name: String, _ file: String) {
      files[RecordName(name)] = file
      names.append(name)
    }
    folders.forEach { enter($0, $0) }
    // An archive is listed by its name without the extension, unless that is taken.
    for file in archives.sortedByBytes() {
      let name = String(file.dropLast(4))
      enter(name.isEmpty || files[RecordName(name)] != nil ? file : name, file)
    }
    guard !names.isEmpty else {
      throw Complaint(
        "\(path) holds neither a folder nor a zip archive: a class is a folder with one of these per student")
    }
    self.folder = folder
    self.names = names.sortedByBytes()
    self.files = files
    notes = Self.notes(
      on: kinds.filter { $0.kind == .file || $0.kind == .other }.map(\.name).filter { !archives.contains($0) }
    )
    var hash = SHA256()
    self.names.forEach { hash.add(part: $0) }
    key = hash.text
  }

  /// The entries of the folder, without hidden files and files that systems add.
  private static func kinds(
    in folder: URL, _ path: String
  ) throws -> [(name: String, kind: OpenedFolder.Kind)] {
    do {
      let opened = try OpenedFolder(folder.path)
      let names = try opened.names().filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
      return names.compactMap { name in opened.kind(of: name).map { (name, $0) } }
    } catch { throw complaint(error, path) }
  }

  private static func complaint(_ failure: OpeningError, _ path: String) -> Complaint {
    switch failure {
    case .missing: Complaint("the folder \(path) does not exist")
    case .refused(let reason): Complaint("the folder \(path) cannot be read: \(reason)")
    case .otherKind, .link:
      Complaint("\(path) is a file: name the folder with one folder or zip archive per student")
    }
  }

  private static func notes(on files: [String]) -> [String] {
    let archives = files.filter { name in
      [".tar", ".gz", ".tgz", ".7z", ".rar"].contains(where: name.lowercased().hasSuffix)
    }
    let others = files.filter { !archives.contains($0) }
    var notes: [String] = []
    if !archives.isEmpty {
      notes.append(
        "\(list(archives)): only zip archives are opened; unpack each into a folder with the student's name.")
    }
    if !others.isEmpty {
      notes.append("\(list(others)): ignored, because a submission is a folder or a zip archive.")
    }
    return notes
  }

  private static func list(_ names: [String]) -> String {
    let sorted = names.sortedByBytes()
    let more = sorted.count > 3 ? " and \(sorted.count - 3) more" : ""
    return sorted.prefix(3).map(\.printableLine).joined(separator: ", ") + more
  }

  /// Only the submissions of one part of a class.
  public func part(_ shard: Shard?) -> ClassRoster {
    guard let shard else { return self }
    var part = self
    part.names = names.filter(shard.holds)
    return part
  }

  /// A student's folder or archive. A link could lead to another student's work, so it is not followed.
  public func place(of name: String) -> SubmittedPlace {
    SubmittedPlace(files[RecordName(name)] ?? name, in: folder)
  }
}
