import ChapterReading
import CourseCatalog
import Formats
import Foundation

/// What becomes one page of the book: cells, their formulas taken out, and where they came from.
struct BookSource {
  /// The page's name without its ending, `03-RNN` or `03-RNN-exercise`.
  let name: String
  /// The unit.
  let unit: CourseUnit
  /// The folder that the source's links start from, from the course's root.
  let folder: String
  /// The cells, a mark in the place of each formula.
  let cells: [ChapterCell]
  /// The formulas.
  let formulas: FormulaMarks

  var isExercise: Bool { folder.hasPrefix("Exercises") }

  /// A unit's chapter as it was woven, and its exercise's README.
  static func all(of unit: CourseUnit, in layout: CourseLayout) throws -> [BookSource] {
    let chapter = try ChapterFiles(of: unit, in: layout).notebookCells()
    let readme = layout.exercise(unit).appendingPathComponent("README.md")
    guard let text = try? String(contentsOf: readme, encoding: .utf8) else {
      throw Complaint("Exercises/\(unit.folder)/README.md cannot be read; it is a page of the book")
    }
    let exercise = [ChapterCell(kind: .markdown, source: text)]
    return [
      BookSource(unit.folder, unit, folder: "Chapters/\(unit.folder)", chapter),
      BookSource("\(unit.folder)-exercise", unit, folder: "Exercises/\(unit.folder)", exercise),
    ]
  }

  private init(_ name: String, _ unit: CourseUnit, folder: String, _ cells: [ChapterCell]) {
    self.name = name
    self.unit = unit
    self.folder = folder
    var formulas = FormulaMarks()
    self.cells = cells.map { cell in
      guard cell.kind == .markdown else { return cell }
      return ChapterCell(kind: .markdown, source: formulas.marking(cell.source))
    }
    self.formulas = formulas
  }
}
