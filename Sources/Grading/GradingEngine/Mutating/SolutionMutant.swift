import CourseCatalog
import Formats
import Foundation

/// A solution with one thing in it changed: another operator, a number one larger, a missing term. A suite
/// that gives it every point checks too little, unless it computes the same.
public struct SolutionMutant: Sendable, Equatable {
  /// The file of the solution that is changed.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The task whose function is changed; `nil` for a helper.
  public let task: Int?
  /// The line before and after the change, without indentation; an empty one was removed.
  public let original, mutated: String
  /// The file's whole text with the change.
  public let text: String

  /// The mutants of a unit's solution ordered so that any prefix is spread over its files, the most different
  /// ones first.
  ///
  /// - Throws: if a file of the solution cannot be read.
  public static func all(of unit: CourseUnit, in layout: CourseLayout) throws -> [SolutionMutant] {
    let sources = try unit.files.map { name in
      (name, try String(contentsOf: layout.solution(unit).appendingPathComponent(name), encoding: .utf8))
    }
    let usual = sources.flatMap { all(of: $1, named: $0) }
    let further = sources.flatMap { all(of: $1, named: $0, by: Mutation.further) }
    return usual.spread + further.filter { mutant in !usual.contains { $0.text == mutant.text } }.spread
  }

  /// The mutants of one file: changes in the functions that tasks require, and in the private helpers these
  /// use.
  static func all(
    of source: String, named name: String,
    by mutations: ([SwiftToken], [UInt8]) -> [Mutation] = Mutation.all
  ) -> [SolutionMutant] {
    let outline = SourceOutline(source)
    let functions = TaskFunction.all(in: outline)
    let bodies = functions.map(\.declaration).withHelpers(in: outline).flatMap(\.withMembers)
      .compactMap(\.body)
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    var mutants: [SolutionMutant] = []
    for body in bodies {
      let inner = tokens.filter { body.contains($0.offset) }
      let task = functions.first { $0.declaration.body == body }?.task
      for mutation in mutations(inner, bytes) {
        let mutant = SolutionMutant(source, bytes, name, task, mutation)
        if !mutants.contains(where: { $0.text == mutant.text }) { mutants.append(mutant) }
      }
    }
    return mutants
  }

  private init(_ source: String, _ bytes: [UInt8], _ name: String, _ task: Int?, _ mutation: Mutation) {
    file = name
    line = mutation.line
    self.task = task
    text =
      String(decoding: bytes[..<mutation.range.lowerBound], as: UTF8.self) + mutation.text
      + String(decoding: bytes[mutation.range.upperBound...], as: UTF8.self)
    func trimmed(_ text: String) -> String {
      text.components(separatedBy: "\n")[mutation.line - 1].trimmingCharacters(in: .whitespaces)
    }
    (original, mutated) = (trimmed(source), trimmed(text))
  }
}

extension [SolutionMutant] {
  /// The same, ordered so that any prefix is spread over the whole.
  fileprivate var spread: [SolutionMutant] {
    let golden = 0.6180339887498949
    func place(_ index: Int) -> Double { (Double(index + 1) * golden).truncatingRemainder(dividingBy: 1) }
    return indices.sorted { place($0) < place($1) }.map { self[$0] }
  }
}
