import Formats
import Foundation

/// A submitted zip archive, viewed as a tree of folders. None of its contents are ever written to disk.
struct SubmittedArchive: Sendable {
  /// The archive's file, as displayed.
  let file: URL
  private let reader: ZipReader
  private var files: [String: [ZipEntry]] = [:]
  private var folders: [String: Set<String>] = ["": []]

  /// The depth limit of a submission: deeper entries are ignored.
  private static let depthLimit = 8

  /// Reads the archive's list of files.
  ///
  /// - Throws: ``InvalidSubmissionError`` if it cannot be opened, or contains paths that lead outside.
  init(_ place: SubmittedPlace) throws {
    file = place.url
    do {
      reader = try ZipReader(taking: (try? place.openedFile()) ?? -1)
    } catch {
      throw InvalidSubmissionError(
        archive: file.lastPathComponent, error.description, isOfTheSystem: error.isOfTheSystem)
    }
    for entry in reader.entries { try add(entry) }
  }

  private mutating func add(_ entry: ZipEntry) throws {
    // Some programs on Windows write their own separator.
    let path = entry.path.replacingOccurrences(of: "\\", with: "/")
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    let hasDrive = path.dropFirst().hasPrefix(":")
    guard !path.hasPrefix("/"), !hasDrive, !parts.contains("..") else {
      throw InvalidSubmissionError(
        archive: file.lastPathComponent, "contains a path that leads outside, \(path.inOneLine)")
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

  /// The contents of a file; `nil` if there is none.
  ///
  /// - Throws: ``InvalidFileError`` unless it exists once, is an ordinary file, is intact and has a sensible
  ///   size.
  func contents(of path: String) throws -> Data? {
    let shown = StagedSubmission.displayed(file.appendingPathComponent(path))
    if let link = link(onTheWayTo: path) {
      throw InvalidFileError(
        "\(StagedSubmission.displayed(file.appendingPathComponent(link))) is a link, and links are not followed"
      )
    }
    guard let entries = files[path] else {
      guard folders[path] == nil else { throw InvalidFileError("\(shown) is not an ordinary file") }
      return nil
    }
    guard entries.count == 1, let entry = entries.first else {
      throw InvalidFileError("\(shown) is in the archive \(entries.count) times")
    }
    guard entry.size <= SubmittedFiles.byteLimit else {
      throw InvalidFileError("\(shown) is larger than a megabyte")
    }
    do {
      return try reader.contents(of: entry, upTo: SubmittedFiles.byteLimit)
    } catch {
      throw InvalidFileError("\(shown) \(error)")
    }
  }

  /// The part of a path that is a link in the archive.
  private func link(onTheWayTo path: String) -> String? {
    let names = path.split(separator: "/")
    return names.indices.map { names[...$0].joined(separator: "/") }.first { kind(of: $0) == .link }
  }
}

extension SubmittedArchive: SubmittedTree {
  func kind(of path: String) -> OpenedFolder.Kind? {
    if let entries = files[path] { return entries.contains(where: \.isLink) ? .link : .file }
    return folders[path] != nil ? .folder : nil
  }

  func names(in path: String) -> [String] {
    let prefix = path.isEmpty ? "" : path + "/"
    let own = files.keys.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/") }
    return own.map { String($0.dropFirst(prefix.count)) } + (folders[path] ?? [])
  }
}
