import Formats
import Foundation

/// A zip archive as it was handed in, looked at as a tree of folders. Nothing of it is ever written to disk.
struct SubmittedArchive: Sendable {
  /// The archive's file.
  let file: URL
  private let reader: ZipReader
  private var files: [String: [ZipEntry]] = [:]
  private var folders: [String: Set<String>] = ["": []]

  /// As deep as a submission can lie: what is deeper is not looked at.
  private static let depthLimit = 8

  /// Reads the archive's list of files.
  ///
  /// - Throws: ``UnusableArchive`` where it cannot be opened, or holds paths that lead out of it.
  init(_ file: URL) throws {
    self.file = file
    do {
      reader = try ZipReader(file)
    } catch {
      throw UnusableArchive(file, error.description, isOfTheSystem: error.isOfTheSystem)
    }
    for entry in reader.entries { try add(entry) }
  }

  private mutating func add(_ entry: ZipEntry) throws {
    // Some programs on Windows write their own separator.
    let path = entry.path.replacingOccurrences(of: "\\", with: "/")
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    let hasDrive = path.dropFirst().hasPrefix(":")
    guard !path.hasPrefix("/"), !hasDrive, !parts.contains("..") else {
      throw UnusableArchive(file, "holds a path that leads out of it, \(path.inOneLine)")
    }
    let isHidden = parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    guard let name = parts.last, parts.count <= Self.depthLimit, !isHidden else { return }
    let isFolder = path.hasSuffix("/")
    var place = ""
    for part in isFolder ? parts[...] : parts.dropLast() {
      folders[place, default: []].insert(part)
      place = Self.joined(place, part)
      folders[place, default: []].formUnion([])
    }
    if !isFolder { files[Self.joined(place, name), default: []].append(entry) }
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// The names of the files in a folder, those of its own folders left out.
  func names(in folder: String) -> [String] {
    files.keys.filter { ($0 as NSString).deletingLastPathComponent == folder }.map {
      ($0 as NSString).lastPathComponent
    }
  }

  /// What a file holds; `nil` where there is none.
  ///
  /// - Throws: ``UnusableFile`` unless it is there once, ordinary, whole and of a sensible size.
  func contents(of path: String) throws -> Data? {
    let shown = StagedSubmission.displayed(file.appendingPathComponent(path))
    guard let entries = files[path] else {
      guard folders[path] == nil else { throw UnusableFile("\(shown) is not an ordinary file") }
      return nil
    }
    guard entries.count == 1, let entry = entries.first else {
      throw UnusableFile("\(shown) is in the archive \(entries.count) times")
    }
    guard !entry.isLink else { throw UnusableFile("\(shown) is not an ordinary file") }
    guard entry.size <= SubmittedFile.byteLimit else {
      throw UnusableFile("\(shown) is larger than a megabyte")
    }
    do {
      return try reader.contents(of: entry, upTo: SubmittedFile.byteLimit)
    } catch {
      throw UnusableFile("\(shown) \(error)")
    }
  }
}

extension SubmittedArchive: SubmittedTree {
  func isFolder(_ path: String) -> Bool { folders[path] != nil }
  func isFile(_ path: String) -> Bool { files[path] != nil }
  func folders(in path: String) -> [String] { folders[path].map(Array.init) ?? [] }
  func archives(in path: String) -> [String] {
    files.keys.filter { key in
      key.lowercased().hasSuffix(".zip") && (key as NSString).deletingLastPathComponent == path
    }
  }
}

/// An archive that cannot be opened: what is wrong, and how to hand in anew.
public struct UnusableArchive: Error, CustomStringConvertible {
  /// One line.
  public let description: String
  /// Whether the system kept it from being read: then it says nothing about the student.
  public let isOfTheSystem: Bool

  init(_ file: URL, _ trouble: String, isOfTheSystem: Bool = false) {
    let wayOut =
      isOfTheSystem ? "" : ". Hand in anew: a zip archive, without a password, of your folder Exercises"
    description = "\(file.lastPathComponent.inOneLine) \(trouble)\(wayOut)"
    self.isOfTheSystem = isOfTheSystem
  }
}
