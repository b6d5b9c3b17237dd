import XCTest

@testable import ChapterReading

final class FormulaTextTests: XCTestCase {
  func testFormulasOfTheCourse() {
    let cases = [
      #"H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h)"#: "Hₜ = tanh(Xₜ Wₓₕ + Hₜ₋₁ Wₕₕ + bₕ)",
      #"\hat{Y}_t = \mathrm{softmax}(H_t W_{hq} + b_q)"#: "Ŷₜ = softmax(Hₜ W_hq + b_q)",
      #"C_t = F_t \odot C_{t-1} + I_t \odot \tilde{C}_t"#: "Cₜ = Fₜ ⊙ Cₜ₋₁ + Iₜ ⊙ C̃ₜ",
      #"a^{\langle t \rangle}"#: "a^⟨t⟩",
      #"\Gamma_u"#: "Γᵤ",
      #"W^\top x"#: "Wᵀ x",
      #"\frac{\partial L}{\partial s_3}"#: "(∂ L)/(∂ s₃)",
      #"\frac{1}{\sqrt{H}}"#: "1/√H",
      #"\sum_{t=1}^{T} L_t"#: "Σₜ₌₁ᵀ Lₜ",
      #"X \in \mathbb{R}^{B \times I}"#: "X ∈ ℝ^(B×I)",
      #"e^{z_k - m}"#: "e^(zₖ−m)",
      #"\left( a, b \right)"#: "( a, b )",
      #"\text{if } x \ge 0"#: "if x ≥ 0",
      "10^{308}": "10³⁰⁸",
      #"f'"#: "f′",
      #"\textcolor{#0072b2}{dH_t} + y"#: "dHₜ + y",
    ]
    for (latex, text) in cases { XCTAssertEqual(FormulaText.line(latex), text, latex) }
  }

  func testAlignedRowsStandBelowEachOther() {
    XCTAssertEqual(
      FormulaText.lines(#"\begin{aligned} x &= 1 \\ long_t &= 2 \end{aligned}"#), ["    x = 1", "longₜ = 2"])
  }

  func testMatricesHaveTallBrackets() {
    XCTAssertEqual(
      FormulaText.lines(
        #"\begin{bmatrix} H & X \end{bmatrix} \begin{bmatrix} W \\ V_{hh} \end{bmatrix} = Y"#),
      ["[H  X] ⎡W  ⎤ = Y", "       ⎣Vₕₕ⎦"])
  }

  func testDisplayedFractionsStandUpright() {
    XCTAssertEqual(FormulaText.lines(#"y = \frac{1}{1 + a}"#), ["       1", "y = ───────", "     1 + a"])
  }

  func testUnfinishedFormulasDoNotStopTheReader() {
    for latex in ["", "{", "}", "x_", #"\frac{a"#, #"\begin{aligned} a"#, "\\", #"\begin"#, "&", #"\\"#] {
      XCTAssertFalse(FormulaText.lines(latex).joined().contains("\\frac"), latex)
    }
    XCTAssertEqual(FormulaText.line(#"\unknown x"#), "unknown x")
    XCTAssertEqual(FormulaText.line("a & b } c"), "a  b  c")
  }
}
