import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

final class MathMLTests: XCTestCase {
  /// The element's inside, without the rows that only hold one thing together.
  private func inside(_ latex: String) -> String {
    let text = MathML.element(latex, isDisplayed: false)
    return text.dropFirst("<math><mrow>".count).dropLast("</mrow></math>".count).description
      .replacingOccurrences(of: "<mrow>", with: "").replacingOccurrences(of: "</mrow>", with: "")
  }

  func testLettersNumbersAndSigns() {
    XCTAssertEqual(inside("x = 10.5"), "<mi>x</mi><mo>=</mo><mn>10.5</mn>")
    XCTAssertEqual(inside("a - b"), "<mi>a</mi><mo>−</mo><mi>b</mi>")
    XCTAssertEqual(inside("a < b"), "<mi>a</mi><mo>&lt;</mo><mi>b</mi>")
    XCTAssertEqual(inside("3."), "<mn>3</mn><mo>.</mo>")
    XCTAssertEqual(inside(#"\odot"#), "<mo>⊙</mo>")
    XCTAssertEqual(inside(#"\sigma \partial \Gamma"#).filter { "σ∂Γ".contains($0) }, "σ∂Γ")
  }

  func testScripts() {
    XCTAssertEqual(inside("W_{xh}"), "<msub><mi>W</mi><mi>x</mi><mi>h</mi></msub>")
    XCTAssertEqual(inside("h_t^2"), "<msubsup><mi>h</mi><mi>t</mi><mn>2</mn></msubsup>")
    XCTAssertEqual(inside("h^2_t"), inside("h_t^2"))
    XCTAssertEqual(inside("10^23"), "<msup><mn>10</mn><mn>2</mn></msup><mn>3</mn>")
    XCTAssertEqual(inside("f'"), "<msup><mi>f</mi><mo>′</mo></msup>")
    XCTAssertTrue(inside(#"\sum_{t=1}^T"#).hasPrefix("<munderover><mo"))
    XCTAssertTrue(inside(#"\underbrace{x}_{k}"#).hasPrefix("<munder><munder><mi>x</mi>"))
  }

  func testStructures() {
    XCTAssertEqual(inside(#"\frac{1}{n}"#), "<mfrac><mn>1</mn><mi>n</mi></mfrac>")
    XCTAssertEqual(inside(#"\sqrt{x}"#), "<msqrt><mi>x</mi></msqrt>")
    XCTAssertTrue(inside(#"\tilde{H}_t"#).hasPrefix("<msub><mover accent=\"false\"><mi>H</mi>"))
    XCTAssertEqual(inside(#"\text{a b}"#), "<mtext>a\u{A0}b</mtext>")
    XCTAssertEqual(
      inside(#"\textcolor{#0072b2}{x}"#), "<mstyle mathcolor=\"#0072b2\"><mi>x</mi></mstyle>")
    let matrix = inside(#"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"#)
    XCTAssertEqual(matrix.components(separatedBy: "<mtr>").count, 3)
    XCTAssertEqual(matrix.components(separatedBy: "<mtd").count, 5)
    XCTAssertTrue(matrix.hasPrefix("<mo fence=\"true\" stretchy=\"true\">[</mo><mtable>"))
    let aligned = inside(#"\begin{aligned} a &= b \end{aligned}"#)
    XCTAssertTrue(aligned.contains("class=\"aligned right\"") && aligned.contains("class=\"aligned left\""))
    XCTAssertEqual(MathML.tag(of: #"x \tag{3.1}"#), "3.1")
    XCTAssertNil(MathML.tag(of: "x"))
    XCTAssertFalse(MathML.element(#"x \tag{3.1}"#, isDisplayed: true).contains("3"))
  }

  func testWhatOpensAlsoClosesHoweverWrongTheFormula() {
    for latex in [
      #"{a"#, "a}", #"\frac{1}"#, "x_", "^", #"\begin{aligned} a & b \\"#, #"\left( x"#, #"\sqrt"#,
    ] {
      let text = MathML.element(latex, isDisplayed: true)
      for name in ["mrow", "mfrac", "msub", "msup", "mtable", "mtr", "msqrt", "math"] {
        XCTAssertEqual(
          text.components(separatedBy: "<\(name)>").count + text.components(separatedBy: "<\(name) ").count
            - 1,
          text.components(separatedBy: "</\(name)>").count, "\(name) in \(latex): \(text)")
      }
    }
  }

  func testACommandThatIsNotKnownIsNamed() {
    XCTAssertEqual(MathML.unknownCommands(in: #"\frac{a}{b} \wobble \tanh"#), ["wobble"])
  }
}
