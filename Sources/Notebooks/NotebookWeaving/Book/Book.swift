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
    try requireOwnFolder(at: folder)
    let draft = Draft(of: folder)
    do {
      try FileManager.default.createDirectory(at: draft.url, withIntermediateDirectories: true)
      var drawings = InlineDrawings()
      let pages = try pages(working: draft.url, &drawings)
      for (name, text) in files(pages, drawings) {
        try Data(text.utf8).write(to: draft.url.appendingPathComponent(name))
      }
      try BookFiles.copy(to: draft.url)
      try copyChapters(to: draft.url)
      try draft.finish()
      return pages.count + 1
    } catch let error as CocoaError {
      throw Complaint("\(folder.path) could not be written: \(error.localizedDescription)")
    }
  }

  /// A book may be made anew; what is no book is left alone.
  private func requireOwnFolder(at folder: URL) throws {
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

  private func pages(working: URL, _ drawings: inout InlineDrawings) throws -> [BookPage] {
    let sources = try units.flatMap { try BookSource.all(of: $0, in: layout) }
    let bodies = try converter.html(of: sources, in: working)
    return zip(sources, bodies).map { BookPage(source: $0, html: $1, units: units, drawings: &drawings) }
  }

  private func files(_ pages: [BookPage], _ drawings: InlineDrawings) -> [String: String] {
    let template = BookTemplate(pages: pages)
    var files = [
      "index.html": template.index(of: BookStart(pages: pages, units: units)),
      "search-index.js": BookSearch(pages).script, "drawings.css": drawings.style,
    ]
    for index in pages.indices { files[pages[index].name] = template.page(index) }
    return files
  }

  /// The notebooks and programs of the chapters, for readers to open or save.
  private func copyChapters(to folder: URL) throws {
    for unit in units {
      for (name, copy) in [
        ("\(unit.folder).ipynb", "\(unit.folder).ipynb"), ("main.swift", "\(unit.folder).swift"),
      ] {
        try FileManager.default.copyItem(
          at: layout.chapter(unit).appendingPathComponent(name), to: folder.appendingPathComponent(copy))
      }
    }
  }
}
