import Foundation
import GradingReports

/// The submissions of a class: one folder a student, in one folder.
public struct ClassRoster: Sendable, Equatable {
  /// The folder with the students' folders.
  public let folder: URL
  /// The names of the students' folders, in the order in which they are listed everywhere.
  public private(set) var names: [String]
  /// What lies beside the folders and is no submission, as sentences for the instructor.
  public let notes: [String]
  /// The hash of the names of the whole class, by which the parts of a shared run know that they share one class.
  public let key: String

  /// Reads the folder of a class.
  ///
  /// - Throws: ``ClassFailure`` where it is not a folder with folders in it.
  public init(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    guard Self.kind(of: folder) == .typeDirectory else {
      let there = FileManager.default.fileExists(atPath: path)
      throw ClassFailure(
        there ? "\(path) is a file: name the folder with one folder a student" : "there is no folder \(path)")
    }
    let found: [String]
    do { found = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
      throw ClassFailure("the folder \(path) cannot be read: \(error.localizedDescription)")
    }
    let visible = found.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
    let kinds = visible.map { ($0, Self.kind(of: folder.appendingPathComponent($0))) }
    let names = kinds.filter { $0.1 == .typeDirectory || $0.1 == .typeSymbolicLink }.map(\.0)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !names.isEmpty else {
      throw ClassFailure("\(path) has no folder in it: a class is a folder with one folder a student")
    }
    self.folder = folder
    self.names = names
    notes = Self.notes(on: kinds.filter { !names.contains($0.0) }.map(\.0))
    var hash = SHA256()
    names.forEach { hash.add(part: $0) }
    key = hash.text
  }

  private static func kind(of file: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
  }

  private static func notes(on files: [String]) -> [String] {
    let archives = files.filter { name in
      [".zip", ".tar", ".gz", ".7z", ".rar"].contains(where: name.hasSuffix)
    }
    let others = files.filter { !archives.contains($0) }
    var notes: [String] = []
    if !archives.isEmpty {
      notes.append(
        "\(list(archives)): archives are not opened; unpack each into a folder with the student's name.")
    }
    if !others.isEmpty { notes.append("\(list(others)): left alone, for a submission is a folder.") }
    return notes
  }

  private static func list(_ names: [String]) -> String {
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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

  /// A student's folder.
  public func folder(of name: String) -> URL { folder.appendingPathComponent(name) }

  /// Whether a student's folder is a link: it may lead to another student's work, so it is not followed.
  public func isLink(_ name: String) -> Bool { Self.kind(of: folder(of: name)) == .typeSymbolicLink }
}
