import XCTest

@testable import ChapterReading

final class ChapterSourceTests: XCTestCase {
  private let source = """
    // %% [markdown]
    // # Title
    //
    // Prose with `code`.

    // %%
    import Foundation

    let x = 1  // a comment stays

    // %%

    // %% [markdown]
    // End.
    """

  func testCellsAreProseWithoutMarksAndCodeAsItStands() throws {
    let cells = try ChapterSource.cells(of: source, file: "main.swift")
    XCTAssertEqual(cells.map(\.kind), [.markdown, .code, .markdown])
    XCTAssertEqual(
      cells.map(\.source),
      ["# Title\n\nProse with `code`.", "import Foundation\n\nlet x = 1  // a comment stays", "End."])
  }

  func testACellThatMeasuresTimeSaysSo() throws {
    let cells = try ChapterSource.cells(
      of: "// %% [timed]\nlet x = 1\n// %%\nlet y = 2\n", file: "main.swift")
    XCTAssertEqual(cells.map(\.kind), [.code, .code])
    XCTAssertEqual(cells.map(\.isTimed), [true, false])
    XCTAssertEqual(cells.map(\.source), ["let x = 1", "let y = 2"])
  }

  func testAFoldedCellHasTheLineThatStandsForIt() throws {
    let cells = try ChapterSource.cells(
      of: "// %% [folded] How it is drawn\nlet x = 1\n// %% [timed] [folded]\nlet y = 2\n// %%\nlet z = 3\n",
      file: "main.swift")
    XCTAssertEqual(cells.map(\.fold), ["How it is drawn", "Code", nil])
    XCTAssertEqual(cells.map(\.isTimed), [false, true, false])
    XCTAssertEqual(cells.map(\.firstLine), [2, 4, 6])
  }

  func testAMarkThatIsNoneIsRefusedWithItsLine() {
    for mark in [
      "[foldd] Title", "Title", "[markdown] Title", "[markdown] [folded]", "[timed] Title", "[folded",
    ] {
      assertRefused("// %%\nlet x = 1\n// %% \(mark)\n", "main.swift:3: '// %% \(mark)' opens no cell")
    }
  }

  func testCellsKnowTheLineOfTheirText() throws {
    let cells = try ChapterSource.cells(of: source, file: "main.swift")
    XCTAssertEqual(cells.map(\.firstLine), [2, 7, 14])
  }

  func testTextBeforeTheFirstCellIsRefusedWithItsLine() {
    assertRefused("\nimport Foundation\n// %%\n", "main.swift:2: text before the first cell")
  }

  func testProseWithoutCommentMarksIsRefusedWithItsLine() {
    assertRefused(
      "// %% [markdown]\n// prose\nlet x = 1\n", "main.swift:3: prose is written as comment lines")
  }

  func testAFileWithoutCellsIsRefused() {
    assertRefused("\n", "main.swift: there is no cell")
  }

  private func assertRefused(_ text: String, _ message: String, line: UInt = #line) {
    XCTAssertThrowsError(try ChapterSource.cells(of: text, file: "main.swift"), line: line) {
      XCTAssertTrue("\($0)".hasPrefix(message), "\($0)", line: line)
    }
  }
}
