import CourseCatalog
import Formats
import Foundation

/// A submission's version of one file that an exercise names.
public enum SubmittedPart: Equatable, Sendable {
  /// Its bytes.
  case contents(Data)
  /// There is none: the stub is used.
  case missing
  /// It exists but cannot be used, with the reason.
  case unusable(String)

  /// The contents of an entry, if it is text of a sensible size.
  init(_ read: () throws -> Data?, at shown: @autoclosure () -> String) {
    do {
      guard let data = try read() else {
        self = .missing
        return
      }
      self = data.isUTF8 ? .contents(data) : .unusable("\(shown()) is not UTF-8 text")
    } catch {
      self = .unusable("\(error)")
    }
  }
}

/// A Swift file in addition to those that an exercise names.
public struct FurtherFile: Equatable, Sendable {
  /// Its name.
  public let name: String
  /// Its bytes.
  public let contents: Data
}

/// A submission's files of one unit, read once, so the graded files are exactly those that are hashed and
/// reported.
public struct SubmittedFiles: Sendable {
  /// An exercise is a few hundred lines; a file of many megabytes only keeps the compiler busy.
  static let byteLimit = 1_000_000
  /// The limit on the number of additional files.
  static let furtherLimit = 16
  /// The limit on their total size in bytes.
  static let furtherByteLimit = 2_000_000

  /// The files that the exercise names.
  public private(set) var parts: [String: SubmittedPart] = [:]
  /// The additional Swift files, by name, in order.
  public private(set) var further: [FurtherFile] = []
  /// Why other additional Swift files are not used, one sentence each.
  public private(set) var refusals: [String] = []

  /// Reads a unit's files.
  ///
  /// - Parameters:
  ///   - names: of all entries in the unit's folder.
  ///   - read: returns the contents of the file with a name.
  init(_ unit: CourseUnit, names: [String], read: (String) -> SubmittedPart) {
    for name in unit.files { parts[name] = read(name) }
    let sources = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !unit.files.contains($0) }
      .sortedByBytes()
    guard sources.count <= Self.furtherLimit else {
      refusals = [
        "\(sources.count) additional Swift files were found, but at most \(Self.furtherLimit) are compiled "
          + "with the exercise: none was compiled"
      ]
      return
    }
    for name in sources {
      if let refusal = Self.refusal(of: name, beside: unit.files) {
        refusals.append("\(name.inOneLine) was not compiled: \(refusal)")
      } else {
        take(name, read(name))
      }
    }
    let count = further.reduce(0) { $0 + $1.contents.count }
    if count > Self.furtherByteLimit {
      refusals.append(
        "the additional Swift files have \(count) bytes together, but at most \(Self.furtherByteLimit) "
          + "are compiled with the exercise: none was compiled"
      )
      further = []
    }
  }

  private mutating func take(_ name: String, _ part: SubmittedPart) {
    switch part {
    case .contents(let data): further.append(FurtherFile(name: name, contents: data))
    case .unusable(let reason): refusals.append("\(name) was not compiled: \(reason)")
    case .missing: break
    }
  }

  /// Why a file with a name is not included; `nil` if it is.
  private static func refusal(of name: String, beside own: [String]) -> String? {
    if let twin = own.first(where: { $0.lowercased() == name.lowercased() }) {
      return "its name differs from the exercise's \(twin) only in case"
    }
    let isPlain = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || "_+-.".utf8.contains(byte)
    }
    if !isPlain || name.hasPrefix("-") { return "rename it with plain letters and digits" }
    if name == "Package.swift" { return "a manifest is not part of an exercise" }
    if name == "main.swift" { return "a file with this name starts a program, but here the checks do that" }
    return nil
  }
}

extension Data {
  /// Whether the bytes are text.
  fileprivate var isUTF8: Bool { String(data: self, encoding: .utf8) != nil }
}
