import CourseCatalog
import Formats
import Foundation

/// The map of all chapters, `Chapters/README.md`: made of the catalog, a row per unit.
public enum ChapterIndex {
  /// The map's text.
  public static func text(of units: [CourseUnit] = Course.units) -> String {
    let rows = units.map { unit in
      let folder = unit.folder
      return "| \(unit.number) | [\(unit.title)](\(folder)/\(folder).md) | \(unit.summary) "
        + "| [notebook](\(folder)/\(folder).ipynb), [program](\(folder)/main.swift), "
        + "[exercise](../Exercises/\(folder)/README.md) |"
    }
    return """
      <!-- Made by `swift run course weave --all` from Sources/Course/CourseCatalog; edit the catalogue, not this file. -->

      # Chapters

      Each chapter is a Swift program, `main.swift`, in cells of prose and code. A run of it is woven into a page with
      all its outputs and plots, which a repository host shows as it is, and into a notebook for Jupyter.

      | unit | page | what it teaches | also |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      - `swift run course read 03` shows a chapter in the terminal.
      - `COURSE_ALL=1 swift run Chapter03RNN` runs it.
      - `swift run course weave 03` runs it and writes its page and its notebook anew; `--all` does so for every
        chapter and for this map, `--check` says whether they still show what a run shows. It runs them with
        the library's plainest kernels, which round alike on every processor; in a run of your own the third digit of
        what was trained may be another.
      - `swift run course watch 03 --weave` weaves whenever you save, and runs only what changed and what stands behind it.
      - `swift run course book` makes a site of all chapters and exercises, to be read without a network.

      """
  }

  /// Writes the map where it is not up to date.
  ///
  /// - Throws: `Complaint` where the file cannot be written.
  public static func write(in layout: CourseLayout) throws {
    let file = url(layout)
    guard (try? String(contentsOf: file, encoding: .utf8)) != text() else { return }
    do {
      try Data(text().utf8).write(to: file, options: .atomic)
    } catch {
      throw Complaint("\(file.path) could not be written: \(error.localizedDescription)")
    }
  }

  /// Whether the committed map is what the catalog gives.
  public static func isFresh(in layout: CourseLayout) -> Bool {
    (try? String(contentsOf: url(layout), encoding: .utf8)) == text()
  }

  private static func url(_ layout: CourseLayout) -> URL {
    layout.root.appendingPathComponent("Chapters/README.md")
  }
}
