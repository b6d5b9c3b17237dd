import XCTest

@testable import JupyterKernel

/// Answers to a console about incomplete code.
final class CompletenessTests: XCTestCase {
  func testWholeCellsAreComplete() {
    for code in [
      "", "1", "let a = 1", "print(\"{\") // (", "func f() {}", "let s = \"\"\"\n  abc\n  \"\"\"",
      "/* a /* b */ c */",
      "let n: Int? = nil", "var list: Array<Int>", "x!", "let r = 3...", "import struct Foundation.Date",
      "repeat { n += 1 } while n < 3", "do { try f() } catch { print(error) }",
      "guard let a = b else { fatalError() }",
      "let t = a ? b : c", "infix operator **", "#if os(Linux)\nlet a = 1\n#endif",
      "let v = if a { 1 } else { 2 }",
      "[1, 2].map { $0 + 1 }", "struct P { var x = 1; func f() -> Int { x } }", "let r = #\"a \" b\"#",
      "case_of.if",
      "let (a, b) = (1, 2)", "if case let .some(x) = y { print(x) }", "list.reduce(0, +)",
    ] {
      XCTAssertEqual(Completeness(code).status, .complete, code)
    }
  }

  func testWhatGoesOnIsIncomplete() {
    for code in [
      "func f() {", "func f() -> Int", "struct P", "extension Int: P", "if a > b", "guard let a = b",
      "guard a else",
      "for i in", "for i in 0..<3", "while true", "let x =", "1 +", "a.", "f(1,", "[1, 2",
      "let s = \"\"\"\nabc",
      "/* abc", "/* a /* b */", "let", "import", "x as", "try", "let s = \"\"\"\n\\(",
      "#if os(Linux)\nlet a = 1",
      "a &&", "func f(_ n: Int) ->", "let d = [1:", "if a { 1 } else", "let f: (Int) throws ->",
    ] {
      XCTAssertEqual(Completeness(code).status, .incomplete, code)
    }
  }

  func testWhatNoLineCanMendIsInvalid() {
    for code in ["}", ")", "(]", "let = = 3", "let s = \"abc", "print(\"a\n)", "var + 1"] {
      XCTAssertEqual(Completeness(code).status, .invalid, code)
    }
  }

  func testTheNextLineIsIndentedByTheOpenBrackets() {
    XCTAssertEqual(Completeness("func f() {\n  if true {").content["indent"], "    ")
    XCTAssertEqual(Completeness("1 +").content["indent"], "")
    XCTAssertNil(Completeness("1").content["indent"])
  }
}
