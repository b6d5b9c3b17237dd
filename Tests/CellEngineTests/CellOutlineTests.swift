import XCTest

@testable import CellEngine

final class CellOutlineTests: XCTestCase {
  func testFindsWhatACellDeclaresForOthers() {
    let outline = CellOutline(
      """
      @testable import Foundation; import struct LinearAlgebra.Matrix
      var (first, second) = (1, 2), third: [Int] = [3, 4]
      let fourth: Dictionary<String, Int> = [:]
      @discardableResult func fifth(_ n: Int) -> Int { let inner = n; return inner }
      final class Sixth { var member = 1 }
      actor Seventh {}
      private(set) var eighth = 8
      typealias Ninth = Int
      """)
    XCTAssertEqual(outline.imports, ["@testable import Foundation", "import struct LinearAlgebra.Matrix"])
    XCTAssertEqual(
      outline.declarations.map { "\($0.keyword) \($0.name)" },
      [
        "var first", "var second", "var third", "let fourth", "func fifth", "class Sixth", "class Seventh",
        "var eighth", "typealias Ninth",
      ])
    XCTAssertEqual(outline.members, [])
  }

  func testFindsPrivateDeclarationsAndThoseOfPatterns() {
    let outline = CellOutline(
      """
      private let first = 1
      fileprivate func second() {}
      let ((third, fourth), _) = ((1, 2), 3)
      @available(macOS 13, *) func fifth() {}
      guard let sixth = Int("6"), case .some(var seventh) = Optional(7) else { fatalError() }
      """)
    XCTAssertEqual(
      outline.declarations.map { "\($0.keyword) \($0.name)" },
      [
        "let first", "func second", "let third", "let fourth", "func fifth", "var sixth", "var seventh",
      ])
  }

  func testLeavesOutWhatOthersCannotSee() {
    let outline = CellOutline(
      """
      if let a = Int("1"),
        let b = Int("2") {
        let c = a + b
      }
      for case let d? in [1, nil] { print(d) }
      guard let text = text else { fatalError() }
      func f() { guard let e = Int("3") else { return } }
      // var commented = 1
      let text = "var quoted = 1"
      """)
    XCTAssertEqual(outline.declarations.map(\.name), ["f", "text"])
  }

  func testNoticesWhatHasNoName() {
    func members(_ source: String) -> [String] { CellOutline(source).members.map(\.name) }
    XCTAssertEqual(
      members(
        "extension Int: @retroactive P, Q { var half: Int { let a = self; return a / 2 }\n init(a: Int) {} }"),
      ["Int: P", "Int: Q", "Int.half", "Int.init"])
    XCTAssertEqual(
      members(
        "extension Array where Element == Int { static func f() {}; class func g() {}; subscript(a: Int) -> Int { a } }"
      ),
      [
        "Array where Element == Int.f", "Array where Element == Int.g",
        "Array where Element == Int.subscript",
      ]
      .map { $0.replacingOccurrences(of: " ", with: "") })
    XCTAssertEqual(members("infix operator **"), ["**"])
    XCTAssertEqual(members("func power(a: Int, b: Int) -> Int { a }"), [])
  }

  func testNoticesLoops() {
    XCTAssertTrue(CellOutline("func f() { for i in 0..<3 { print(i) } }").hasLoops)
    XCTAssertFalse(CellOutline("show(rows, caption: \"for all\")  // while it lasts").hasLoops)
  }

  func testShowsTheValueOfTheLastLineAlone() {
    let source = "let a = 1\nf(a)\n  .map {\n    $0\n  }\n// the end\n"
    XCTAssertEqual(
      LastValue(source, unused: [CellDiagnostics.Place(line: 2, column: 1)])?.source,
      "let a = 1\ncourseResult(f(a)\n  .map {\n    $0\n  })\n")
    XCTAssertNil(LastValue("a\nprint(2)", unused: [CellDiagnostics.Place(line: 1, column: 1)]))
    XCTAssertNil(LastValue("a", unused: []))
  }

  func testKnowsAValueByItsLooksAlone() {
    for value in [
      "a", "a.b", "f(1).c", "a[1, 2]", "[1: 2]", "a == b", "1 + 1", "\"text\"", "opt!", "a as Int?",
    ] {
      XCTAssertEqual(
        LastValue(evidentIn: "let x = 1\n" + value)?.source, "let x = 1\ncourseResult(\(value))\n")
    }
    for other in [
      "f(1)", "a = b", "a.b += 1", "let a = b", "_ = b", "if a { b }", "a.map { $0 }", "(1, 2)", "import a",
      "try a", "@main", "#endif", "", "return", "label: a",
    ] {
      XCTAssertNil(LastValue(evidentIn: "let x = 1\n" + other), other)
    }
  }

  func testDoesNotShowWhatAFunctionOrAClosureLeavesUnused() {
    let function = "func g() { f() }"
    XCTAssertNil(LastValue(function, unused: [CellDiagnostics.Place(line: 1, column: 12)]))
    XCTAssertNil(LastValue("a.forEach {\n  f($0)\n}", unused: [CellDiagnostics.Place(line: 2, column: 3)]))
    XCTAssertNotNil(LastValue("a.b.map { f($0) }", unused: [CellDiagnostics.Place(line: 1, column: 5)]))
  }
}
