import Formats
import XCTest

final class SourceColoringTests: XCTestCase {
  private let coloring = SourceColoring(keyword: { "<\($0)>" }, comment: { "{\($0)}" })

  func testKeywordsAndCommentsAreMarkedAndNothingElse() {
    XCTAssertEqual(
      coloring.text("  let a = \"let // \\(b) in\"  // let it\n  /// doc\n  return `return` + 1 / 2\n"),
      "  <let> a = \"let // \\(b) in\"  {// let it}\n  {/// doc}\n  <return> `return` + 1 / 2\n")
  }

  func testWithoutMarksTheSourceStaysAsItIs() {
    let plain = SourceColoring(keyword: { $0 }, comment: { $0 })
    for source in ["", "a", "/* a\n b */ c", "`a` = #\"x\"#\n\n// é\n", "let r = /x/ // y"] {
      XCTAssertEqual(plain.text(source), source)
    }
  }
}
