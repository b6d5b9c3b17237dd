import CourseCatalog
import Formats
import Foundation

/// A solution with one thing in it changed: another operator, a number one more, a transposition left out. A suite that
/// gives it every point has looked at too little, unless it computes the same.
public struct SolutionMutant: Sendable, Equatable {
  /// The file of the solution that is changed.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The line as it was and as it is, without their indentation.
  public let original, mutated: String
  /// The file's whole text with the change.
  public let text: String

  /// The mutants of a unit's solution, in the order of its files.
  ///
  /// - Throws: where a file of the solution cannot be read.
  public static func all(of unit: CourseUnit, in layout: CourseLayout) throws -> [SolutionMutant] {
    try unit.files.flatMap { name in
      let source = try String(
        contentsOf: layout.solution(unit).appendingPathComponent(name), encoding: .utf8)
      return all(of: source, named: name)
    }
  }

  /// The mutants of one file: changes in the functions that tasks ask for, and in the private helpers that these use.
  static func all(of source: String, named name: String) -> [SolutionMutant] {
    let outline = SourceOutline(source)
    let bodies = TaskFunction.all(in: outline).map(\.declaration).withHelpers(in: outline).flatMap(
      \.withMembers
    )
    .compactMap(\.body)
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    return tokens.indices.flatMap { index -> [SolutionMutant] in
      guard bodies.contains(where: { $0.contains(tokens[index].offset) }) else { return [] }
      return changes(at: index, tokens, bytes).map { range, text in
        mutant(of: source, bytes, name, tokens[index].line, replacing: range, by: text)
      }
    }
  }

  private static let others: [String: [String]] = [
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "+=": ["-="], "-=": ["+="], "<": ["<="], "<=": ["<"],
    ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"], "..<": ["..."],
    "...": ["..<"], "true": ["false"], "false": ["true"], "min": ["max"], "max": ["min"], "first": ["last"],
    "last": ["first"], "rows": ["columns"], "columns": ["rows"],
  ]

  /// The ranges of bytes to change at a token, and what to put there.
  private static func changes(
    at index: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]
  ) -> [(Range<Int>, String)] {
    let token = tokens[index]
    let range = token.offset..<token.end
    if token.kind == .literal, let number = Int(String(decoding: bytes[range], as: UTF8.self)) {
      return [(range, "\(number + 1)")]
    }
    // `.transposed()` and `.reversed()` go, with the point before and the parentheses behind.
    if ["transposed", "reversed"].contains(token.text), index > 0, tokens[index - 1].text == ".",
      index + 2 < tokens.count, tokens[index + 1].isSign("("), tokens[index + 2].isSign(")")
    {
      return [(tokens[index - 1].offset..<tokens[index + 2].end, "")]
    }
    // The label of an argument is no word of the program.
    let isLabel = index + 1 < tokens.count && tokens[index + 1].isSign(":")
    guard token.kind == .operatorSign || token.kind == .word && !isLabel else { return [] }
    let isMember = index > 0 && tokens[index - 1].text == "."
    if ["rows", "columns", "first", "last"].contains(token.text), !isMember { return [] }
    return (others[token.text] ?? []).map { (range, $0) }
  }

  private static func mutant(
    of source: String, _ bytes: [UInt8], _ name: String, _ line: Int, replacing range: Range<Int>,
    by text: String
  ) -> SolutionMutant {
    let whole =
      String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + text
      + String(decoding: bytes[range.upperBound...], as: UTF8.self)
    func trimmed(_ text: String) -> String {
      text.components(separatedBy: "\n")[line - 1].trimmingCharacters(in: .whitespaces)
    }
    return SolutionMutant(
      file: name, line: line, original: trimmed(source), mutated: trimmed(whole), text: whole)
  }
}

/// A mutant of which its authors have found that it computes the same, with the reason. They stand in a solution's
/// `equivalents.json`.
public struct EquivalentMutant: Codable, Sendable, Equatable {
  /// The file of the solution.
  public var file: String
  /// The line as it stands there, without its indentation.
  public var original: String
  /// The changed line; `nil` for every change of it.
  public var mutated: String?
  /// Why no input can tell the two apart.
  public var because: String

  /// Whether it speaks of a mutant.
  public func covers(_ mutant: SolutionMutant) -> Bool {
    file == mutant.file && original == mutant.original && (mutated ?? mutant.mutated) == mutant.mutated
  }

  /// The equivalent mutants of a unit; none where it has no such file.
  ///
  /// - Throws: where the file is none.
  public static func load(_ unit: CourseUnit, in layout: CourseLayout) throws -> [EquivalentMutant] {
    let file = layout.solution(unit).appendingPathComponent("equivalents.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try JSONDecoder().decode([EquivalentMutant].self, from: Data(contentsOf: file))
  }
}
