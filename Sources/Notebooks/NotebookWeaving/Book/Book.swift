import ChapterReading
import ChildProcesses
import CourseCatalog
import Formats
import Foundation

/// All chapters and exercises as pages that a browser shows from a file, without a network.
///
/// Jupyter's own nbconvert turns each into HTML; formulas become MathML here, and what joins the pages is added: the
/// table of contents, the way to the next page, the search.
public struct Book: Sendable {
  private let units: [CourseUnit]
  private let layout: CourseLayout
  private let converter: BookConverter

  /// A book of some units, as a rule all of them.
  ///
  /// - Parameters:
  ///   - python: the interpreter that has nbconvert.
  ///   - progress: is told some times a second how many pages are made, and how many there will be.
  public init(
    of units: [CourseUnit] = Course.units, in layout: CourseLayout, python: String,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) {
    self.units = units
    self.layout = layout
    converter = BookConverter(python: python, progress: progress)
  }

  /// Makes the book; it is put in its place when all of it is there.
  ///
  /// - Returns: how many pages it has.
  /// - Throws: `Complaint` where nbconvert is missing or fails, or where something else stands at that place.
  public func write(to folder: URL) throws -> Int {
    try refuseStranger(at: folder)
    let draft = Draft(of: folder)
    do {
      try FileManager.default.createDirectory(at: draft.url, withIntermediateDirectories: true)
      let pages = try pages(working: draft.url)
      for (name, text) in files(pages) {
        try Data(text.utf8).write(to: draft.url.appendingPathComponent(name))
      }
      try draft.finish()
      return pages.count + 1
    } catch let error as CocoaError {
      throw Complaint("\(folder.path) could not be written: \(error.localizedDescription)")
    }
  }

  /// A book may be made anew; what is no book is left alone.
  private func refuseStranger(at folder: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.path) else { return }
    guard let names = try? manager.contentsOfDirectory(atPath: folder.path) else {
      throw Complaint("\(folder.path) is a file: name another folder for the book")
    }
    guard names.isEmpty || (names.contains("index.html") && names.contains("book.js")) else {
      throw Complaint(
        "\(folder.path) holds something that is no book of this course: name another folder for the book")
    }
  }

  private func pages(working: URL) throws -> [BookPage] {
    let sources = try units.flatMap { try BookSource.all(of: $0, in: layout) }
    let bodies = try converter.html(of: sources, in: working)
    return zip(sources, bodies).map { BookPage(source: $0, html: $1, units: units) }
  }

  private func files(_ pages: [BookPage]) -> [String: String] {
    let template = BookTemplate(pages: pages, units: units)
    var files = [
      "index.html": template.index, "book.css": BookTemplate.style, "book.js": BookTemplate.script,
      "search.js": BookSearch(pages).script,
    ]
    for index in pages.indices { files[pages[index].name] = template.page(index) }
    return files
  }
}

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
