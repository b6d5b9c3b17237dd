import XCTest

@testable import NotebookDisplay

final class LabelTests: XCTestCase {
  private func levels(_ text: String) -> [String] {
    Label(text).lines.flatMap(\.text.pieces).map { piece in
      switch piece.level {
      case .base: piece.text
      case .lowered: "↓" + piece.text
      case .raised: "↑" + piece.text
      }
    }
  }

  func testWhatFollowsAMarkIsLoweredOrRaised() {
    XCTAssertEqual(levels("W_xh"), ["W", "↓xh"])
    XCTAssertEqual(levels("H_{t-1}"), ["H", "↓t", "↓−1"])
    XCTAssertEqual(levels("H_t^{(2)}"), ["H", "↓t", "↑(2)"])
    XCTAssertEqual(levels("W_hh^T x"), ["W", "↓hh", "↑T", " ", "x"])
    XCTAssertEqual(levels("a_"), ["a", "_"])
    XCTAssertEqual(levels("x_{open"), ["x", "_", "{", "open"])
    XCTAssertEqual(levels("`a_b` x"), ["a_b", " ", "x"])
    XCTAssertEqual(levels("`a"), ["`", "a"])
  }

  func testLettersOfFormulasAreSymbolsAndWordsAreNot() {
    func symbols(_ text: String) -> [String] {
      Label(text).lines.flatMap(\.text.pieces).filter { $0.isSymbol && $0.level == .base }.map(\.text)
    }
    XCTAssertEqual(symbols("x E"), ["x", "E"])
    XCTAssertEqual(symbols("a cell"), [])
    XCTAssertEqual(symbols("state H_t"), ["H"])
    XCTAssertEqual(symbols("tanh"), [])
    XCTAssertEqual(symbols("dH + dA_t"), ["dH", "dA"])
    XCTAssertEqual(symbols("the norm of dW_hh is"), ["dW"])
    XCTAssertEqual(symbols("db_h"), ["db"])
    XCTAssertEqual(symbols("do it"), [])
    XCTAssertEqual(symbols("`t`"), [])
    XCTAssertEqual(symbols("`t` x"), ["x"])
  }

  func testLettersOfScriptsAreSymbolsAndSignsAreNot() {
    let pieces = Label("H_{t-1}").lines.flatMap(\.text.pieces)
    XCTAssertEqual(pieces.map(\.text), ["H", "t", "−1"])
    XCTAssertEqual(pieces.map(\.isSymbol), [true, true, false])
  }

  func testPlainTextKeepsTheMarksAndDropsTheBraces() {
    XCTAssertEqual(Label("dH_{t-1}^{(2)} + x_0").plainLines, ["dH_t−1^(2) + x_0"])
    XCTAssertEqual(Label("H_{t-1}\n[B, H]").plainLines, ["H_t−1", "[B, H]"])
    XCTAssertEqual(Label("").plainLines, [])
  }

  func testALongerTextIsWiderAndASecondLineHigher() {
    XCTAssertLessThan(Label("H").extent.width, Label("H_t").extent.width)
    XCTAssertLessThan(Label("H_t").extent.width, Label("Ht").extent.width + Label("H").extent.width)
    XCTAssertEqual(Label("a\nb").extent.height, 2 * Label("a").extent.height)
  }
}
