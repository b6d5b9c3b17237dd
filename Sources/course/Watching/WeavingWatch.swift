import CourseCatalog
import Foundation
import NotebookWeaving

/// One call of `course watch --weave`: weaves the chapters that are saved, until the user ends it.
struct WeavingWatch {
  private let layout: CourseLayout
  private let terminal = Terminal.standard

  init(_ layout: CourseLayout) { self.layout = layout }

  /// Watches and weaves. It ends by Ctrl-C alone.
  func run(_ units: [CourseUnit]) -> Never {
    var chapters = WatchedExercises(units) { [layout.chapter($0).appendingPathComponent("main.swift")] }
    say("Save a chapter's main.swift, and its notebook and page are woven. Ctrl-C ends.")
    while true {
      Thread.sleep(forTimeInterval: 0.05)
      for unit in chapters.changes() {
        let start = Date()
        let result = woven(unit)
        say(result + terminal.dim(String(format: " (%.1f s)", Date().timeIntervalSince(start))))
      }
    }
  }

  /// A line about one chapter; what is wrong with it is said in its place, since the next save may find it mended.
  private func woven(_ unit: CourseUnit) -> String {
    let weaver = Weaver(unit: unit, layout: layout)
    do {
      if let cells = try weaver.weaveProse() {
        return "\(unit.folder): \(cells.count) cells, the prose woven anew"
      }
      let cells = try weaver.weave()
      return "\(unit.folder): \(cells.count) cells, run and woven"
    } catch {
      return terminal.red("\(error)")
    }
  }

  /// A pipe's reader sees each line when it is there.
  private func say(_ line: String) {
    print(line)
    terminal.write("")
  }
}
