import Formats
import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

final class MarkdownPageTests: XCTestCase {
  func testCodeOutputsAndPlotsFollowEachOther() {
    let svg = "<svg>\n<title>A &lt; B, step by step</title></svg>"
    let page = MarkdownPage(
      cells: [
        ChapterCell(kind: .markdown, source: "# T"),
        ChapterCell(
          kind: .code, source: "show(x)",
          outputs: [
            .text("1\n"), .display(["text/plain": "p", "image/svg+xml": svg]),
            .display(["text/plain": "t", "text/markdown": "| a |"]), .display(["text/plain": "7"]),
          ]),
      ], note: "woven")
    XCTAssertEqual(
      page.text,
      """
      <!-- woven -->

      # T

      ```swift
      show(x)
      ```

      ```text
      1
      ```

      ![A &lt; B, step by step](plots/a-b-step-by-step.svg)

      | a |

      ```text
      7
      ```

      """)
    XCTAssertEqual(page.plots, ["a-b-step-by-step.svg": svg])
  }

  func testFoldedCodeStandsBehindItsLineAndItsOutputDoesNot() {
    let cell = ChapterCell(kind: .code, source: "show(x)", fold: "a < b", outputs: [.text("1\n")])
    XCTAssertEqual(
      MarkdownPage(cells: [cell], note: "n").text,
      """
      <!-- n -->

      <details>
      <summary>a &lt; b</summary>

      ```swift
      show(x)
      ```

      </details>

      ```text
      1
      ```

      """)
  }

  func testPlotsOfTheSameTitleGetNamesOfTheirOwn() {
    let output = CellOutput.display(["image/svg+xml": "<svg><title>Same</title></svg>"])
    let page = MarkdownPage(
      cells: [ChapterCell(kind: .code, source: "x", outputs: [output, output])], note: "n")
    XCTAssertEqual(page.plots.keys.sorted(), ["same-2.svg", "same.svg"])
  }

  func testAFormulaMayGoOverALinesEndButNotOverAParagraphs() {
    XCTAssertEqual(MathMarks.forGitHub("is $a\nb$, so\n$c$"), "is $`a b`$, so\n$`c`$")
    XCTAssertEqual(MathMarks.forGitHub("5 $\n\n6 $"), "5 $\n\n6 $")
    XCTAssertEqual(MathMarks.forGitHub("| $ |\n| $ |"), "| $ |\n| $ |")
  }

  func testFormulasBecomeGitHubsFencesAndCodeStays() {
    XCTAssertEqual(
      MathMarks.forGitHub("a $x_t$ and `$y` $b$\n\n$$\nH_t\n$$\n\n```\n$z$\n```"),
      "a $`x_t`$ and `$y` $`b`$\n\n```math\nH_t\n```\n\n```\n$z$\n```")
  }

  func testPiecesPutTogetherAreTheLine() {
    for line in ["plain", "$a$ b `c` $d$", "a lone $ stays", "`$`", "$$"] {
      let again = MathMarks.replacingInline(in: line) { "$\($0)$" }
      XCTAssertEqual(again, line)
    }
    XCTAssertEqual(
      MathMarks.pieces(of: "a $b$ `c`"), [.text("a "), .formula("b"), .text(" "), .code("c")])
  }
}
