import XCTest

@testable import Formats

final class SwiftScannerTests: XCTestCase {
  private func words(_ source: String) -> [String] {
    SwiftScanner(source.utf8).tokens.filter { $0.kind == .word || $0.kind == .escapedWord }.map(\.text)
  }

  func testCommentsHideNothingBehindTheirEnd() {
    XCTAssertEqual(words("a // b\nc /* d /* e */ f */ g\r\n/**/h"), ["a", "c", "g", "h"])
  }

  func testStringsHideTheirTextAndNotTheirInterpolations() {
    XCTAssertEqual(words(#"a("b \(c("d") + e) f", g)"#), ["a", "c", "e", "g"])
    XCTAssertEqual(words(##"a(#"b \(c) \#(d) "e" "#, f)"##), ["a", "d", "f"])
    XCTAssertEqual(words("a(\"\"\"\n b \"c\" \\(d)\n \\\"\"\" e\n \"\"\", f)"), ["a", "d", "f"])
    XCTAssertEqual(words(#"a("\"b", c)"#), ["a", "c"])
  }

  func testAStringWithoutAnEndEndsWithItsLine() {
    XCTAssertEqual(words("a(\"b\nc"), ["a", "c"])
  }

  func testDivisionIsNoRegularExpression() {
    XCTAssertEqual(words(#"a / b / "c" + (d) / e[f] / g"#), ["a", "b", "d", "e", "f", "g"])
    XCTAssertEqual(words("reduce(1, /)"), ["reduce"])
  }

  func testWordsBesideARegularExpressionStayInSight() {
    XCTAssertEqual(words(##"let r = #/"/#; a"##), ["let", "r", "a"])
    let plain = words(#"let r = /"/; a(); let q = /"/"#)
    XCTAssertTrue(plain.contains("a"), "\(plain)")
    XCTAssertEqual(words("let r = /x/; /* y\nz"), ["let", "r", "x", "y", "z"])
  }

  func testLinesAreCounted() {
    let tokens = SwiftScanner("a\n\n\"\"\"\nx\n\"\"\"\nb /* \n */ c".utf8).tokens
    XCTAssertEqual(tokens.map(\.line), [1, 3, 6, 7])
  }

  func testEscapedWordsAreNoKeywords() {
    let tokens = SwiftScanner("`import` import".utf8).tokens
    XCTAssertEqual(tokens.map { $0.isWord("import") }, [false, true])
  }

  func testStringsAreTakenApartAsDeepAsAnybodyWritesThem() {
    func nested(_ depth: Int) -> SwiftScanner {
      let text = String(repeating: "\"\\(", count: depth) + "a" + String(repeating: ")\"", count: depth)
      return SwiftScanner("\nlet s = \(text)\nb".utf8)
    }
    XCTAssertNil(nested(200).unreadable)
    XCTAssertEqual(nested(200).tokens.last?.text, "b")
    for depth in [201, 250_000] {
      XCTAssertEqual(nested(depth).unreadable, 2)
    }
  }

  func testHashSignsAloneAreSigns() {
    XCTAssertEqual(SwiftScanner("###a".utf8).tokens.map(\.text), ["#", "#", "#", "a"])
    XCTAssertEqual(words("#if a #\"b\"# #/c/# d"), ["if", "a", "d"])
  }
}
