import TestSupport
import XCTest

@testable import CellEngine

/// Cells that are kept alive and run again from the first that changed. All tests here compile cells.
final class CellSessionTests: XCTestCase {
  func testOnlyTheChangedCellAndThoseBehindItRunAgain() throws {
    let session = try slowSession()
    var sources = ["var total = 1", "print(UInt64.random(in: 0 ... .max))", "total *= 10", "print(total)"]
    XCTAssertEqual(try run(sources, in: session), [0, 1, 2, 3])
    let random = session.outputs[1]
    XCTAssertEqual(session.outputs[3], [.text("10\n")])

    sources[2] = "total += 5"
    XCTAssertEqual(try run(sources, in: session), [2, 3])
    XCTAssertEqual(session.outputs[1], random)
    XCTAssertEqual(session.outputs[3], [.text("6\n")])

    sources.remove(at: 2)
    XCTAssertEqual(try run(sources, in: session), [2])
    XCTAssertEqual(session.outputs[2], [.text("1\n")])

    sources[0] = "var total = 100"
    XCTAssertEqual(try run(sources, in: session), [0, 1, 2])
    XCTAssertNotEqual(session.outputs[1], random)
    XCTAssertEqual(session.outputs[2], [.text("100\n")])
  }

  func testATypeThatGrowsIsCompiledAnewInAllThatHoldsIt() throws {
    let session = try slowSession()
    var sources = [
      "struct Inner { var a = 1 }", "struct Outer { var inner = Inner(); var end = 9 }",
      "let list = [Outer(), Outer()]", "print(list.map(\\.end), MemoryLayout<Outer>.size)",
    ]
    XCTAssertEqual(try run(sources, in: session), [0, 1, 2, 3])
    XCTAssertEqual(session.outputs[3], [.text("[9, 9] 16\n")])
    sources[0] = "struct Inner { var a = 1; var b = 2; var c = 3 }"
    XCTAssertEqual(try run(sources, in: session), [0, 1, 2, 3])
    XCTAssertEqual(session.outputs[3], [.text("[9, 9] 32\n")])
  }

  func testWhatNeedsNothingOfAChangeIsNotCompiledAgain() throws {
    let session = try slowSession()
    var sources = ["let a = 1", "func f() -> Int { 7 }", "print(f())", "print(a)"]
    _ = try run(sources, in: session)
    let former = session.built
    sources[0] = "let a = 2.5"
    XCTAssertEqual(try run(sources, in: session), [0, 1, 2, 3])
    XCTAssertEqual(session.outputs[2...], [[.text("7\n")], [.text("2.5\n")]])
    let isSame = (0..<4).map { session.built[$0]?.key == former[$0]?.key }
    XCTAssertEqual(isSame, [false, true, true, false])
  }

  func testAFailureIsToldAtItsCellAndLineAndKeepsWhatCameBefore() throws {
    let session = try slowSession()
    let good = ["let list = [1, 2]", "func at(_ i: Int) -> Int {\n  list[i]\n}", "print(at(1))"]
    XCTAssertEqual(try run(good, in: session), [0, 1, 2])
    XCTAssertThrowsError(try run(good + ["print(1)", "// why\nprint(at(7))"], in: session)) {
      let failure = $0 as? CellFailure
      XCTAssertEqual([failure?.cell, failure?.line], [1, 2])
      XCTAssertEqual(failure?.kind, .crashed)
      XCTAssertEqual(failure?.reason, "Index out of range")
    }
    XCTAssertEqual(session.outputs.count, 4)
    XCTAssertThrowsError(try run(good + ["\nlet x: Int = \"\""], in: session)) {
      let failure = $0 as? CellFailure
      XCTAssertEqual([failure?.cell, failure?.line], [3, 2])
      XCTAssertEqual(failure?.kind, .doesNotCompile)
      XCTAssertEqual(failure?.reason.hasPrefix("cannot convert value"), true)
    }
    let unknown = "@_silgen_name(\"no_such_function\") func nothing()\nnothing()"
    XCTAssertThrowsError(try run(good + ["print(2)", unknown], in: session)) {
      XCTAssertEqual(($0 as? CellFailure)?.kind, .cannotBeLoaded)
    }
    XCTAssertEqual(session.outputs.count, 4)
    XCTAssertEqual(try run(good + ["print(at(0))"], in: session), [3])
    XCTAssertEqual(session.outputs[2...], [[.text("2\n")], [.text("1\n")]])
  }

  func testAChangeStopsWhatIsOutdated() throws {
    let session = try slowSession()
    let begun = Date()
    XCTAssertFalse(
      try session.run(
        ["var n = 1", "n = 2\nwhile true {}"], isOutdated: { Date() > begun + 3 }, didRun: { _ in }))
    XCTAssertEqual(session.outputs.count, 1)
    XCTAssertEqual(try run(["var n = 1", "print(n)"], in: session), [1])
    XCTAssertEqual(session.outputs[1], [.text("1\n")])
  }

  func testTextAndDisplaysStandInTheirOrder() throws {
    let session = try slowSession()
    _ = try run(
      ["import NotebookDisplay\nprint(1)\nprint(2)\nshow(3, caption: \"n\")\nprint(4, terminator: \"\")"],
      in: session)
    XCTAssertEqual(session.outputs, [[.text("1\n2\n"), .display(["text/plain": "n: 3"]), .text("4")]])
  }

  /// Runs cells to their end and says which have run.
  private func run(_ sources: [String], in session: CellSession) throws -> [Int] {
    var places: [Int] = []
    let isComplete = try session.run(sources, isOutdated: { false }, didRun: { places.append($0) })
    XCTAssertTrue(isComplete)
    return places
  }

  private func slowSession() throws -> CellSession {
    try skipUnlessSlowTestsAreAskedFor()
    return try CellSession(executable: builtProgram("course-notebook"))
  }
}
