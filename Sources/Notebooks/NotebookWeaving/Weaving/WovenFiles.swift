import ChapterReading
import ChildProcesses
import CourseCatalog
import Formats
import Foundation

/// The files that weaving makes beside a chapter's `main.swift`.
public struct WovenFiles: Equatable, Sendable {
  /// The notebook's text.
  public let notebook: String
  /// The page and its plots.
  public let page: MarkdownPage

  /// The files of a chapter whose cells have their outputs.
  public init(cells: [ChapterCell], unit: CourseUnit) {
    notebook = Notebook.text(of: cells)
    page = MarkdownPage(
      cells: cells,
      note: "Woven from main.swift by `swift run course weave \(unit.number)`; edit that file, not this one.")
  }

  /// Writes all files beside their places, and only then renames them, so that a chapter is never half woven.
  func write(to folder: URL, unit: CourseUnit) throws {
    let plots = folder.appendingPathComponent("plots")
    var contents = page.plots.reduce(into: [URL: String]()) {
      $0[plots.appendingPathComponent($1.key)] = $1.value
    }
    contents[folder.appendingPathComponent("\(unit.folder).md")] = page.text
    contents[folder.appendingPathComponent("\(unit.folder).ipynb")] = notebook
    do {
      try FileManager.default.createDirectory(at: plots, withIntermediateDirectories: true)
    } catch {
      throw Complaint("\(folder.path) could not be written: \(error.localizedDescription)")
    }
    let drafts = contents.keys.map { Draft(of: $0) }
    for (draft, text) in zip(drafts, contents.values) { try draft.append(text) }
    for draft in drafts { try draft.finish() }
    for name in try WovenFiles.plotNames(in: folder) where page.plots[name] == nil {
      try FileManager.default.removeItem(at: plots.appendingPathComponent(name))
    }
  }

  /// The names of the drawings that stand in a chapter's folder of plots.
  static func plotNames(in folder: URL) throws -> [String] {
    let plots = folder.appendingPathComponent("plots").path
    guard FileManager.default.fileExists(atPath: plots) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: plots).filter { $0.hasSuffix(".svg") }.sorted()
  }
}
