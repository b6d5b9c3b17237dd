import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class TableTests: XCTestCase {
  func testTextAlignsNumbersOnTheRightAndTextsOnTheLeft() {
    let table = Table(header: ["model", "parameters"], rows: [["plain", 12_345], ["recurrent", 678]])
    XCTAssertEqual(
      table.mimeBundle(caption: "Sizes").plain,
      """
      Sizes
      model      parameters
      ─────────  ──────────
      plain          12,345
      recurrent         678
      """)
  }

  func testMarkdownEscapesWhatWouldBeMarkup() {
    let bundle = Table(header: ["what", "shape"], rows: [["[W_hh ; W|x*]", MatrixShape(2, 3)]])
      .mimeBundle(caption: nil)
    XCTAssertEqual(
      bundle.markdown,
      """
      | what | shape |
      | :--- | :--- |
      | [$W_{hh}$ ; W\\|x\\*] | [2, 3] |
      """)
  }

  func testHTMLEscapesItsTexts() throws {
    let html = try XCTUnwrap(
      Table(header: ["a<b"], rows: [["x & \"y\""]]).mimeBundle(caption: "1 < 2").html)
    XCTAssertTrue(html.contains("a&lt;b"))
    XCTAssertTrue(html.contains("x &amp; &quot;y&quot;"))
    XCTAssertTrue(html.contains("1 &lt; 2</caption>"))
    XCTAssertFalse(html.contains("a<b"))
  }

  func testASignWithAnAccentOpensNoTagEither() throws {
    let html = try XCTUnwrap(Table(header: ["a"], rows: [["<\u{301}b"]]).mimeBundle(caption: nil).html)
    XCTAssertTrue(html.contains("&lt;\u{301}b"), html)
  }

  func testAMatrixShowsItsShapeAndItsNumbers() {
    let matrix: Matrix<Double> = [[1, -0.5, 0.25], [2, 3, 4]]
    let text = matrix.mimeBundle(caption: "M").plain
    XCTAssertTrue(text.hasPrefix("M, shape [2, 3]\n"))
    XCTAssertTrue(text.contains("1.00  -0.50  0.25"), text)
  }

  func testALargeMatrixIsCutToItsFirstAndLastRowsAndColumns() {
    let matrix = Matrix<Float>(rows: 40, columns: 30, elements: (0..<1200).map { Float($0) })
    let table = Table(matrix)
    XCTAssertEqual(table.cells.count, 12)
    XCTAssertEqual(table.header.count, 11)
    XCTAssertEqual(table.cells[0][1], "0")
    XCTAssertEqual(table.cells[11].last, "1199")
    XCTAssertEqual(table.cells[10], Array(repeating: "⋮", count: 11))
    XCTAssertEqual(table.cells[3][9], "…")
  }
}
