import Formats
import XCTest

@testable import ChapterReading

final class TerminalPageTests: XCTestCase {
  private let prose = """
    # Title

    A paragraph with **bold**, *italic* and `code`, a formula $t \\cdot V + k$ and a [link](https://example.org) that
    goes on in the next line of the source.

    - one
    - two, **with $W_{hh}$ in bold**

    | name | what |
    |---|---|
    | $H_t$ | a state |

    > quoted
    """

  func testABackslashInACellsCodeStaysOne() {
    let table = "| you read | it means |\n|---|---|\n| `\\.weight` | a key path |\n| a \\| b | a bar |"
    let text = TerminalPage(width: 80, isStyled: false).text(of: [ChapterCell(kind: .markdown, source: table)]
    )
    XCTAssertTrue(text.contains(" \\.weight"), text)
    XCTAssertFalse(text.contains("\\\\"), text)
    XCTAssertTrue(text.contains("a | b"), text)
  }

  func testProseAsPlainText() {
    let text = TerminalPage(width: 60, isStyled: false).text(of: [ChapterCell(kind: .markdown, source: prose)]
    )
    XCTAssertEqual(
      text,
      """
      Title
      ═════

      A paragraph with bold, italic and code, a formula t · V + k
      and a link (https://example.org) that goes on in the next
      line of the source.

        • one
        • two, with Wₕₕ in bold

        name  what
        ────  ───────
        Hₜ    a state

        │ quoted

      """)
  }

  func testStylesAddNothingButEscapes() {
    let cells = [ChapterCell(kind: .markdown, source: prose), ChapterCell(kind: .code, source: "let x = 1")]
    let plain = TerminalPage(width: 60, isStyled: false).text(of: cells)
    let styled = TerminalPage(width: 60, isStyled: true).text(of: cells)
    XCTAssertTrue(styled.contains("\u{1B}[1m"))
    XCTAssertFalse(plain.contains("\u{1B}"))
    let stripped = styled.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    XCTAssertEqual(stripped, plain)
  }

  func testCodeIsIndentedAndItsOutputStandsBehindABar() {
    let cell = ChapterCell(
      kind: .code, source: "a\n\nb", outputs: [.text("1\n2\n"), .display(["text/plain": "p"])])
    XCTAssertEqual(
      TerminalPage(width: 60, isStyled: false).text(of: [cell]), "    a\n\n    b\n\n  │ 1\n  │ 2\n\n  │ p\n")
  }

  func testOfFoldedCodeOnlyItsLineIsThereAndItsOutputStays() {
    let cell = ChapterCell(kind: .code, source: "a\n\nb", fold: "How", outputs: [.text("1\n")])
    XCTAssertEqual(
      TerminalPage(width: 60, isStyled: false).text(of: [cell]), "    ▸ How (3 lines of code)\n\n  │ 1\n")
  }

  func testWhatProseFoldsAwayComesAtTheEnd() {
    let source = """
      One?

      <details><summary>Answer</summary>

      With $x_t$.

      - a
      - b

      </details>

      <details>
      <summary>Second
      answer</summary> short </details>
      After.
      """
    let cells = [ChapterCell(kind: .markdown, source: source), ChapterCell(kind: .code, source: "x")]
    XCTAssertEqual(
      TerminalPage(width: 60, isStyled: false).text(of: cells),
      """
      One?

        ▸ Answer  [1, at the end]

        ▸ Second answer  [2, at the end]

      After.

          x


      Unfolded
      ────────

      [1] Answer

      With xₜ.

        • a
        • b

      [2] Second answer

      short

      """)
  }

  func testKeywordsAndCommentsOfCodeAreSetOff() {
    let text = TerminalPage(width: 60, isStyled: true).text(of: [
      ChapterCell(kind: .code, source: "let x = 1  // one")
    ])
    XCTAssertEqual(text, "    \u{1B}[1mlet\u{1B}[0m x = 1  \u{1B}[2m// one\u{1B}[0m\n")
  }

  func testALongLineOfCodeKeepsItsIndentation() {
    let source = """
      if isLong {
        let total = firstSummand + secondSummand + thirdSummand
        // A comment that is too long for the page stays one
      }
      """
    XCTAssertEqual(
      TerminalPage(width: 40, isStyled: false).text(of: [ChapterCell(kind: .code, source: source)]),
      """
          if isLong {
            let total = firstSummand +
                secondSummand + thirdSummand
            // A comment that is too long
            // for the page stays one
          }

      """)
  }

  func testAPictureThatIsTooWideIsDescribed() {
    let svg = "<svg><title>T</title><desc>Heat map of 2 rows, values &lt; 1.</desc></svg>"
    func text(_ plain: String) -> String {
      let output = CellOutput.display(["text/plain": plain, "image/svg+xml": svg])
      return TerminalPage(width: 40, isStyled: false).text(of: [
        ChapterCell(kind: .code, source: "show(x)", outputs: [output])
      ])
    }
    XCTAssertTrue(text("T\n" + String(repeating: "●", count: 36)).contains("●"))
    let described = text("T\n" + String(repeating: "●", count: 37))
    XCTAssertTrue(described.hasSuffix("  │ T\n  │ Heat map of 2 rows, values < 1.\n"), described)
  }

  func testNoLineOfProseIsWiderThanThePageAndNoWordIsLost() {
    let words = (0..<200).map { String(repeating: "w", count: 1 + $0 * 7 % 13) + "\($0)" }
    for width in [40, 57, 80] {
      let lines = StyledText(markdown: words.joined(separator: " ")).wrapped(to: width).map(\.text)
      XCTAssertTrue(lines.allSatisfy { $0.count <= width })
      XCTAssertEqual(lines.joined(separator: " ").split(separator: " ").map(String.init), words)
    }
  }

  func testAFormulaIsNotBrokenOverTwoLines() {
    let lines = StyledText(markdown: "aaaa bbbb $x + y$ cccc").wrapped(to: 12).map(\.text)
    XCTAssertEqual(lines, ["aaaa bbbb", "x + y cccc"])
  }

  func testABackslashMakesAMarkPlain() {
    XCTAssertEqual(StyledText(markdown: #"dW\_hh \*a\* C:\x"#).text, #"dW_hh *a* C:\x"#)
    XCTAssertEqual(StyledText(markdown: #"\*a\*"#).characters.map(\.look), [.plain, .plain, .plain])
  }

  func testALoneStarIsAStar() {
    XCTAssertEqual(StyledText(markdown: "2 * 3 and *x").text, "2 * 3 and *x")
  }

  func testWideTablesAreWrappedInsideTheirCells() {
    let source =
      "| a | b |\n|---|---|\n| short | " + Array(repeating: "word", count: 30).joined(separator: " ") + " |"
    let text = TerminalPage(width: 50, isStyled: false).text(of: [
      ChapterCell(kind: .markdown, source: source)
    ])
    XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.count <= 50 }, text)
    XCTAssertEqual(text.split { " \n".contains($0) }.filter { $0 == "word" }.count, 30)
  }

  func testWideOutputsAreWrappedAndNarrowOnesLeftAlone() {
    let sentence = Array(repeating: "word", count: 30).joined(separator: " ")
    let table = "| name | text |\n|---|---|\n| a | \(sentence) |"
    for width in [40, 80] {
      let text = TerminalPage(width: width, isStyled: false).text(of: [
        ChapterCell(
          kind: .code, source: "x",
          outputs: [
            .text("a b\n    \(sentence)\n"),
            .display(["text/plain": "name  text\na     \(sentence)", "text/markdown": table]),
          ])
      ])
      XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.count <= width }, text)
      XCTAssertEqual(text.split { " \n│".contains($0) }.filter { $0 == "word" }.count, 60)
      XCTAssertTrue(text.contains("│ a b\n  │     word word"), text)
      XCTAssertTrue(text.contains("│       word word"), "other lines are indented by two more: \(text)")
    }
  }

  func testSectionsBeginAtTheirHeadings() {
    let cells = [
      ChapterCell(kind: .markdown, source: "# Chapter\n\nintro\n\n## One\n\ntext"),
      ChapterCell(kind: .code, source: "let x = 1"),
      ChapterCell(kind: .markdown, source: "### Part\n\nmore"),
      ChapterCell(kind: .markdown, source: "## Two\n\nend"),
    ]
    let sections = ChapterSection.all(in: cells)
    XCTAssertEqual(sections.map(\.title), ["Chapter", "One", "Two"])
    XCTAssertEqual(sections.map(\.cells.count), [1, 3, 1])
    XCTAssertEqual(sections[0].cells[0].source, "# Chapter\n\nintro")
  }
}
