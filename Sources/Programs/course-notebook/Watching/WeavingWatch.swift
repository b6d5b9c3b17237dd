import ChapterReading
import CommandSupport
import CourseCatalog
import Foundation
import NotebookWeaving

/// One call of `course watch --weave`: weaves the chapters that are saved, until the user ends it.
struct WeavingWatch {
  private let layout: CourseLayout
  private let terminal = Terminal.standard
  private var live: [String: LiveChapter] = [:]
  /// The chapters that did not run to the end because they were saved again.
  private var unfinished: Set<String> = []

  init(_ layout: CourseLayout) { self.layout = layout }

  /// Watches and weaves. Only Ctrl-C ends it.
  ///
  /// - Parameter first: the chapters whose cells are run before anything is saved.
  mutating func run(_ units: [CourseUnit], first: [CourseUnit]) -> Never {
    var chapters = WatchedExercises(units) { [layout] in
      [layout.chapter($0).appendingPathComponent("main.swift")]
    }
    for unit in first {
      say("\(unit.folder): its cells run once, so later changes are quick …")
      weave(unit, chapters, isFirst: true)
    }
    say("Save a chapter's main.swift, and its notebook and page are woven. Ctrl-C ends.")
    while true {
      Thread.sleep(forTimeInterval: 0.05)
      let changed = chapters.changes()
      for unit in units where changed.contains(unit) || unfinished.contains(unit.number) {
        weave(unit, chapters)
      }
    }
  }

  /// Weaves a chapter in its current state; errors are reported, because the next save can fix them.
  private mutating func weave(_ unit: CourseUnit, _ chapters: WatchedExercises, isFirst: Bool = false) {
    guard !chapters.isChanging(unit) else {
      unfinished.insert(unit.number)
      return
    }
    unfinished.remove(unit.number)
    let weaver = Weaver(unit: unit, layout: layout, program: Invocation.executable)
    let clock = SaveClock(unit: unit, say: say, dim: terminal.dim)
    do {
      let woven = try weaver.weaveProse()
      let isWoven = woven != nil
      if isWoven && !isFirst { clock.tell("prose woven") }
      let chapter = try live[unit.number] ?? LiveChapter(weaver)
      live[unit.number] = chapter
      let cells = try woven ?? weaver.chapter.sourceCells()
      let end = try chapter.weave(cells, isWoven: isWoven, isOutdated: { chapters.isChanging(unit) }) {
        clock.tell("woven up to cell \($0); the cells after it still run")
      }
      switch end {
      case .outdated: unfinished.insert(unit.number)
      case .complete(ran: 0) where isWoven: break
      case .complete(let count): clock.tell("\(count) of its cells run" + (isWoven ? "" : ", all woven"))
      }
    } catch {
      say(terminal.red("\(error)"))
    }
  }

  /// A process that reads the pipe sees each line immediately.
  private func say(_ line: String) {
    print(line)
    terminal.write("")
  }
}

/// Reports what was done with a chapter, and how long after it was saved.
private struct SaveClock {
  let unit: CourseUnit
  let say: (String) -> Void
  let dim: (String) -> String
  private let start = Date()

  func tell(_ text: String) {
    say("\(unit.folder): \(text)" + dim(String(format: " (%.1f s)", Date().timeIntervalSince(start))))
  }
}
