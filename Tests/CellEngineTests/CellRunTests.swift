import ChildProcesses
import Foundation
import XCTest

@testable import CellEngine

/// A cell's way to its end, told by events: no compiler and no process.
final class CellRunTests: XCTestCase {
  private let compiled = CompiledCell(
    library: URL(fileURLWithPath: "/cell.so"), entry: "entry", warnings: ["warning: odd"])
  private let wrong = CellDiagnostics(
    "<unknown>:0: error: no such module\ncell 2:3:4: error: cannot find 'x' in scope", label: "cell 2")

  func testAnUnusedLastValueIsShown() {
    var run = run("f()", showsLastValue: true)
    XCTAssertEqual(form(run), "as written")
    run.take(.compiled(compiled, unused: [.init(line: 1, column: 1)]))
    XCTAssertEqual(form(run), "courseResult(f())\n")
    run.take(.compiled(compiled, unused: []))
    XCTAssertEqual(form(run), "compiled")
  }

  func testWhatCannotBeShownIsCompiledAsWritten() {
    var run = run("a", showsLastValue: true)
    XCTAssertEqual(form(run), "courseResult(a)\n")
    run.take(.notCompiled(wrong))
    XCTAssertEqual(form(run), "only as written")
    run.take(.compiled(compiled, unused: [.init(line: 1, column: 1)]))
    XCTAssertEqual(form(run), "compiled")
  }

  func testASemicolonAtTheEndHidesTheLastValue() {
    for source in ["a;", "f(); // quiet"] {
      var run = run(source, showsLastValue: true)
      XCTAssertEqual(form(run), "only as written", source)
      run.take(.compiled(compiled, unused: [.init(line: 1, column: 1)]))
      XCTAssertEqual(form(run), "compiled")
    }
    XCTAssertEqual(form(run("a; b", showsLastValue: true)), "a; courseResult(b)\n")
  }

  func testAProgramsCellIsCompiledAsWrittenOnly() {
    var run = run("a", showsLastValue: false)
    run.take(.notCompiled(wrong))
    let stop = stop(run)
    XCTAssertEqual(stop?.kind, .doesNotCompile)
    XCTAssertEqual([stop?.cell, stop?.line], [1, 3])
    XCTAssertEqual(stop?.reason, "no such module")
  }

  func testACompilerThatCannotBeStartedIsToldAsThat() {
    var run = run("a", showsLastValue: true)
    run.take(.notCompiled(wrong))
    run.take(.notStarted("no more processes"))
    XCTAssertEqual(stop(run)?.kind, .notStarted)
    XCTAssertEqual(stop(run)?.lines, ["no more processes"])
  }

  func testAStopIsAtOnceBeforeTheCellRunsAndThenWhenTheProcessSaysSo() {
    var early = run("a", showsLastValue: true)
    early.take(.stopWanted)
    XCTAssertEqual(stop(early)?.lines, ["Interrupted. It was not yet running."])
    early.take(.compiled(compiled, unused: []))
    XCTAssertEqual(stop(early)?.kind, .interrupted)
    var late = running()
    late.take(.stopWanted)
    XCTAssertEqual(form(late), "running")
    late.take(.told(.restored(nil, lastWords: nil)))
    XCTAssertEqual(stop(late)?.lines, ["Interrupted. Everything is as it was before this cell."])
  }

  func testACellEndsOnce() {
    var run = running()
    run.take(.told(.output(.text("7"))))
    XCTAssertEqual(form(run), "running")
    run.take(.told(.done))
    run.take(.told(.lost))
    XCTAssertEqual(form(run), "ended")
    XCTAssertNil(stop(run))
  }

  func testACrashIsToldAtTheInnermostLineOfACell() throws {
    let report = """
      {"description": "Fatal error", "threads": [{"crashed": true, "frames": [
        {"symbol": "s", "description": "Swift runtime"},
        {"symbol": "at", "description": "at(_:) + 8", "sourceLocation": {"file": "/x/cell 1", "line": 4}},
        {"symbol": "at", "description": "at(_:) + 9", "sourceLocation": {"file": "/x/cell 1", "line": 4}},
        {"symbol": "e", "description": "Cell2_entry + 1", "sourceLocation": {"file": "/x/cell 2", "line": 3}}]}]}
      """
    let crash = try XCTUnwrap(CrashReport(Data(report.utf8)))
    var run = running()
    run.take(.told(.restored(crash, lastWords: "Index out of range")))
    let stop = stop(run)
    XCTAssertEqual([stop?.cell, stop?.line], [0, 4])
    XCTAssertEqual(
      stop?.lines,
      [
        "The cell crashed: Index out of range", "  at cell 1, line 4, in at(_:)", "  at cell 2, line 3",
        "Variables of the cells before are as they were before this cell.",
      ])
  }

  func testWhatEndsItsProcessWithoutAWordHasNotCrashed() {
    var run = running(after: "import Dispatch\nDispatchQueue.main.async {}")
    run.take(.told(.restored(nil, lastWords: nil)))
    XCTAssertEqual(stop(run)?.kind, .ended)
    XCTAssertEqual(
      stop(run)?.lines.last?.hasPrefix("What is given to a DispatchQueue now will not run"), true)
  }

  func testAProcessThatHasGoneIsALossAndNoBrokenPipe() throws {
    let holder = try HolderProcess(
      executable: URL(fileURLWithPath: "/usr/bin/true"), folder: FileManager.default.temporaryDirectory)
    usleep(100_000)
    var run = CellRun(plan("a"), compiled)
    run.begin(on: holder)
    let patience = Date() + 5
    while form(run) == "running", Date() < patience {
      holder.events(withOutput: true).forEach { run.take(.told($0)) }
    }
    XCTAssertEqual(stop(run)?.kind, .stateLost)
    XCTAssertTrue(holder.hasChanged())
  }

  private func plan(_ source: String, after first: String = "let a = 1") -> CellPlan {
    CellPlan.all([first, source])[1]
  }

  private func run(_ source: String, showsLastValue: Bool) -> CellRun {
    CellRun(plan(source), showsLastValue: showsLastValue)
  }

  private func running(after first: String = "let a = 1") -> CellRun {
    var run = CellRun(plan("at(7)", after: first), compiled)
    run.take(.begun)
    return run
  }

  private func form(_ run: CellRun) -> String {
    switch run.step {
    case .compiling(.asWritten): "as written"
    case .compiling(.showing(let value)): value.source
    case .compiling(.onlyAsWritten): "only as written"
    case .compiled: "compiled"
    case .running: "running"
    case .ended: "ended"
    }
  }

  private func stop(_ run: CellRun) -> CellFailure? {
    guard case .ended(let stop) = run.step else { return nil }
    return stop
  }
}
