import Formats
import Foundation

/// The submissions of a class: one folder or zip archive a student, in one folder.
public struct ClassRoster: Sendable, Equatable {
  /// The folder with the submissions.
  public let folder: URL
  /// The names of the students' folders, and of their archives without the ending, in the order in which they are
  /// listed everywhere.
  public private(set) var names: [String]
  /// What lies beside the submissions and is none, as sentences for the instructor.
  public let notes: [String]
  /// The archives' files by the names of the submissions.
  private let archives: [String: String]
  /// The hash of the names of the whole class, by which the parts of a shared run know that they share one class.
  public let key: String

  /// Reads the folder of a class.
  ///
  /// - Throws: `Complaint` where it is not a folder with submissions in it.
  public init(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    guard Self.kind(of: folder) == .typeDirectory else {
      let there = FileManager.default.fileExists(atPath: path)
      throw Complaint(
        there
          ? "\(path) is a file: name the folder with one folder or zip archive a student"
          : "there is no folder \(path)")
    }
    let found: [String]
    do { found = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
      throw Complaint("the folder \(path) cannot be read: \(error.localizedDescription)")
    }
    let visible = found.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
    let kinds = visible.map { ($0, Self.kind(of: folder.appendingPathComponent($0))) }
    let folders = kinds.filter { $0.1 == .typeDirectory || $0.1 == .typeSymbolicLink }.map(\.0)
    archives = Self.named(
      kinds.filter { $0.1 == .typeRegular && $0.0.lowercased().hasSuffix(".zip") }.map(\.0), beside: folders)
    let names = (folders + archives.keys).sortedByBytes()
    guard !names.isEmpty else {
      throw Complaint(
        "\(path) has no folder and no zip archive in it: a class is a folder with one of them a student")
    }
    self.folder = folder
    self.names = names
    let known = Set(folders + archives.values)
    notes = Self.notes(on: kinds.map(\.0).filter { !known.contains($0) })
    var hash = SHA256()
    names.forEach { hash.add(part: $0) }
    key = hash.text
  }

  private static func kind(of file: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
  }

  /// The archives by the names of their submissions: without the ending, unless that name is taken.
  private static func named(_ archives: [String], beside folders: [String]) -> [String: String] {
    var files: [String: String] = [:]
    for file in archives.sorted() {
      let name = String(file.dropLast(4))
      let isTaken = name.isEmpty || folders.contains(name) || files[name] != nil
      files[isTaken ? file : name] = file
    }
    return files
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
      notes.append("\(list(others)): left alone, for a submission is a folder or a zip archive.")
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

  /// A student's folder or archive.
  public func place(of name: String) -> URL { folder.appendingPathComponent(archives[name] ?? name) }

  /// Whether a student's folder is a link: it may lead to another student's work, so it is not followed.
  public func isLink(_ name: String) -> Bool { Self.kind(of: place(of: name)) == .typeSymbolicLink }
}
