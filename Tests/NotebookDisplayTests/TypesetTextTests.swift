import XCTest

@testable import NotebookDisplay

final class TypesetTextTests: XCTestCase {
  func testOnlySymbolsHaveScripts() {
    XCTAssertEqual(TypesetText("W_hh × 4").html, "<i>W</i><sub><i>hh</i></sub> × 4")
    XCTAssertEqual(TypesetText("dH_{t-1}").html, "<i>dH</i><sub><i>t</i>−1</sub>")
    XCTAssertEqual(TypesetText("x weight_ihᵀ + bias_ih").html, "x weight_ihᵀ + bias_ih")
    XCTAssertEqual(TypesetText("10^6 steps").html, "10<sup>6</sup> steps")
    XCTAssertEqual(TypesetText("a cell").html, "a cell")
    XCTAssertEqual(TypesetText("2^mean").html, "2<sup>mean</sup>")
    XCTAssertEqual(TypesetText("a < b_c").html, "a &lt; <i>b</i><sub><i>c</i></sub>")
  }

  func testLettersBetweenDollarSignsAreSymbols() {
    XCTAssertEqual(TypesetText("time step $t$").html, "time step <i>t</i>")
    XCTAssertEqual(TypesetText("$T - k$ of $T$").html, "<i>T</i> − <i>k</i> of <i>T</i>")
    XCTAssertEqual(TypesetText("$5 and $6").html, "$5 and $6")
    XCTAssertEqual(TypesetText.unmarked("step $t$ costs $5 and $6"), "step t costs $5 and $6")
  }

  func testMarkdownHasFormulasForSymbolsAndEscapesForMarks() {
    XCTAssertEqual(TypesetText("[W_hh ; W|x*]").markdown, "[$W_{hh}$ ; W\\|x\\*]")
    XCTAssertEqual(TypesetText("dH_t^{(2)}, in step 10^6").markdown, "$dH_{t}^{(2)}$, in step $10^{6}$")
    XCTAssertEqual(TypesetText("C̃_t and Ŷ_t").markdown, "$\\tilde{C}_{t}$ and $\\hat{Y}_{t}$")
    XCTAssertEqual(TypesetText("e^mean").markdown, "$e^{\\mathrm{mean}}$")
    XCTAssertEqual(TypesetText("weight_hh").markdown, "weight\\_hh")
    XCTAssertEqual(TypesetText("$B$ rows").markdown, "$B$ rows")
  }

  func testAnIndexAndAnExponentStandOneAboveTheOther() {
    let size = 15.0
    let both = TypesetText("H^2_1").width(size: size)
    XCTAssertEqual(both, TypesetText("H^2").width(size: size), accuracy: 1e-9)
    XCTAssertLessThan(both, TypesetText("H_21").width(size: size))
    XCTAssertEqual(
      TypesetText("H_t^10 x").width(size: size), TypesetText("H^10 x").width(size: size), accuracy: 1e-9)
    XCTAssertTrue(TypesetText("H^2_1").spans(size: size).contains("dx=\"-"))
    XCTAssertFalse(TypesetText("H_1 + H^2").spans(size: size).contains("dx="))
  }
}
