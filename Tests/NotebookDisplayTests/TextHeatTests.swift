import XCTest

@testable import NotebookDisplay

final class TextHeatTests: XCTestCase {
  private let text = "She said \"come <in>\" and\nwent."

  private var heat: TextHeat {
    var isInside = false
    let values = text.map { character -> Double in
      if character == "\"" { isInside.toggle() }
      return isInside ? 0.9 : -0.5
    }
    return TextHeat(text, values: values, label: "unit 3")
  }

  func testEveryCharacterLiesOnTheColorOfItsNumber() throws {
    let elements = try Elements(try XCTUnwrap(heat.mimeBundle(caption: "A quote unit").svg))
    // The ground and 24 pieces of the legend are rectangles too.
    XCTAssertEqual(elements.names.filter { $0 == "rect" }.count, text.count + 1 + 24)
    XCTAssertEqual(elements.texts.filter { $0 == "⏎" }.count, 1)
    let svg = heat.drawing(title: "t").svg
    XCTAssertTrue(svg.contains(ColorRamp.diverging.color(at: heat.fraction(0.9))))
    XCTAssertTrue(svg.contains(ColorRamp.diverging.color(at: heat.fraction(-0.5))))
  }

  func testTheTextHasAMarkBelowEveryCharacter() {
    XCTAssertEqual(
      heat.text(caption: "A quote unit"),
      """
      A quote unit
      She said "come <in>" and⏎
      ▽▽▽▽▽▽▽▽▽▲▲▲▲▲▲▲▲▲▲▽▽▽▽▽▽

      went.
      ▽▽▽▽▽

      ▼ -0.9 … ▲ 0.9: unit 3
      """)
  }

  func testLinesHoldAllTokensInOrderAndBreakBehindBlanks() {
    for words in [
      ["a"], (0..<60).map { String(repeating: "w", count: 1 + $0 % 9) }, [String(repeating: "x", count: 150)],
    ] {
      let text = words.joined(separator: " ")
      let heat = TextHeat(text, values: text.map { _ in 1 }, label: "l", colors: .sequential)
      XCTAssertEqual(heat.lines.flatMap { Array($0) }, Array(heat.tokens.indices))
      XCTAssertTrue(heat.lines.allSatisfy { $0.count <= 56 && !$0.isEmpty })
      let ends = heat.lines.dropLast().map { heat.tokens[$0.upperBound - 1] }
      XCTAssertTrue(words.count == 1 || ends.allSatisfy { $0 == " " }, "\(ends)")
    }
  }

  func testTheMostLikelyNextTokensStandBelow() throws {
    let heat = TextHeat(
      tokens: ["ab", "c"], values: [0.25, 1], label: "probability", colors: .sequential,
      nextTokens: [["c", "d", "e", "f", "g", "h"], ["\n"]])
    let texts = try Elements(heat.drawing(title: "t").svg).texts
    for next in ["c", "d", "g", "⏎"] { XCTAssertTrue(texts.contains(next), next) }
    XCTAssertFalse(texts.contains("h"), "only five are shown")
    XCTAssertEqual(
      heat.text(caption: nil).split(separator: "\n").map(String.init),
      ["abc", "░░█", "c ⏎", "· 0 … █ 1: probability; below: the most likely next"])
  }

  func testWordsForTheDrawingNameItsExtremes() {
    XCTAssertTrue(heat.summary.hasPrefix("Text colored by unit 3: She said"), heat.summary)
    XCTAssertTrue(
      heat.summary.hasSuffix("Lowest -0.5 at 'S', position 1; highest 0.9 at '>', position 19."), heat.summary
    )
  }

  func testAValueThatIsNotANumberHasItsOwnMark() {
    let heat = TextHeat("ab", values: [.nan, 1], label: "l")
    XCTAssertTrue(heat.text(caption: nil).contains("?▲"))
    XCTAssertFalse(heat.drawing(title: "t").svg.contains("nan"))
  }
}
