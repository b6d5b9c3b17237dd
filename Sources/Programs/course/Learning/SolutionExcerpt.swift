import CourseCatalog
import Formats
import Foundation

/// The part of a solution that belongs to one task: the functions the task requires, and their helpers.
public struct SolutionExcerpt: Sendable, Equatable {
  /// One declaration of the solution.
  public struct Part: Sendable, Equatable {
    /// Its file, `Solutions/03-RNN/RNN.swift`.
    public let file: String
    /// The line it begins on, counted from 1.
    public let line: Int
    /// Its source without its doc comment, moved to the left edge.
    public let source: String
  }

  /// The parts, in the order of the source.
  public let parts: [Part]

  /// The excerpt of a unit's solution for the given tasks.
  ///
  /// - Throws: `Complaint` if this copy of the course has no solutions.
  public init(of tasks: [CourseTask], of unit: CourseUnit, in layout: CourseLayout) throws {
    let numbers = Set(tasks.map(\.number))
    parts = try unit.files.flatMap { name -> [Part] in
      let file = layout.solution(unit).appendingPathComponent(name)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw Complaint(
          "Solutions/\(unit.folder)/\(name) is missing: this copy of the course has no solutions")
      }
      let outline = SourceOutline(text)
      let functions = TaskFunction.all(in: outline).filter { numbers.contains($0.task) }.map(\.declaration)
      return functions.withHelpers(in: outline).map {
        Part(
          file: "Solutions/\(unit.folder)/\(name)", line: outline.line(of: $0.head.lowerBound),
          source: Self.moved(outline.text(outline.lineStart(of: $0.head.lowerBound)..<$0.range.upperBound)))
      }
    }
  }

  /// A source text without the indentation of its first line.
  private static func moved(_ text: String) -> String {
    let indentation = text.prefix { $0 == " " }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(indentation) ? $0.dropFirst(indentation.count) : $0 }
      .joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
