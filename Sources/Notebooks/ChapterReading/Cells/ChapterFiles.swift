import CourseCatalog
import Formats
import Foundation

/// The files of a chapter, as far as cells are read from them.
public struct ChapterFiles: Sendable {
  /// The chapter's unit.
  public let unit: CourseUnit
  /// Where the course's folders are.
  public let layout: CourseLayout

  /// The files of a unit's chapter.
  public init(of unit: CourseUnit, in layout: CourseLayout) {
    self.unit = unit
    self.layout = layout
  }

  /// The path of `main.swift` inside the package, for messages.
  public var sourcePath: String { "Chapters/\(unit.folder)/main.swift" }

  /// The cells of `main.swift`, without outputs.
  ///
  /// - Throws: `Complaint` where it is missing or not made of cells.
  public func sourceCells() throws -> [ChapterCell] {
    let url = layout.chapter(unit).appendingPathComponent("main.swift")
    guard let data = try? Data(contentsOf: url) else {
      throw Complaint("\(sourcePath) cannot be read; the chapter is missing")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Complaint("\(sourcePath) is not UTF-8 text; save it as UTF-8 and weave again")
    }
    return try ChapterSource.cells(of: text, file: sourcePath)
  }

  /// The cells of the committed notebook, with its outputs.
  ///
  /// - Throws: `Complaint` where it is missing or no notebook of ours.
  public func notebookCells() throws -> [ChapterCell] {
    let url = layout.chapter(unit).appendingPathComponent("\(unit.folder).ipynb")
    let file = "Chapters/\(unit.folder)/\(unit.folder).ipynb"
    guard let data = try? Data(contentsOf: url), !data.isEmpty else {
      throw Complaint("\(file) is missing; make it with 'swift run course weave \(unit.number)'")
    }
    return try Notebook.cells(of: data, file: file)
  }
}
