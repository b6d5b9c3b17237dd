import Formats
import XCTest

@testable import GradingEngine

/// The parts of the fast build besides the compiler.
final class CompilingTests: XCTestCase {
  private func symbol(
    _ path: String, _ declaration: String, access: String = "public"
  ) -> PublicInterface.Symbol {
    PublicInterface.Symbol(
      path: path, declaration: declaration, access: access)
  }

  private func differences(_ found: [PublicInterface.Symbol]) -> [String] {
    let expected = PublicInterface(symbols: [
      symbol("N.step(_:from:)", "func step(_ a: M, from b: M)"),
      symbol("N.helper()", "func helper()", access: "internal"),
    ])
    return SignatureDifference.all(expected: expected, found: PublicInterface(symbols: found)).map(\.text)
  }

  func testAnEqualInterfaceDiffersInNothing() {
    XCTAssertEqual(differences([symbol("N.step(_:from:)", "func step(_ a: M, from b: M)")]), [])
  }

  func testADifferenceSaysBothSignatures() {
    XCTAssertEqual(
      differences([symbol("N.step(_:_:)", "func step(_ a: M, _ b: M)")]),
      [
        "N.step(_:from:): expected func step(_ a: M, from b: M), found func step(_ a: M, _ b: M) as N.step(_:_:)"
      ])
    XCTAssertEqual(
      differences([symbol("N.step(_:from:)", "func step(_ a: M, from b: Double)")]),
      ["N.step(_:from:): expected func step(_ a: M, from b: M), found func step(_ a: M, from b: Double)"])
    XCTAssertEqual(
      differences([symbol("N.step(_:from:)", "func step(_ a: M, from b: M)", access: "internal")]),
      ["N.step(_:from:) exists, but it is not public: func step(_ a: M, from b: M)"])
    XCTAssertEqual(
      differences([]), ["expected N.step(_:from:), func step(_ a: M, from b: M), which is missing"])
  }

  func testKeysTellContentsApart() {
    func key(_ texts: String...) -> String {
      var key = ContentKey()
      texts.forEach { key.add($0) }
      return key.text
    }
    XCTAssertEqual(key("a", "b"), key("a", "b"))
    XCTAssertEqual(key("a").count, 16)
    XCTAssertEqual(Set([key("a", "b"), key("ab"), key("b", "a"), key("a"), key("", "a")]).count, 5)
  }

  func testTheJudgeListsEveryCheckOnce() {
    let checks = ["A", "B"].flatMap { name in
      [1, 2].map { GradedCheck(module: "M", className: name, method: "testTask\($0)_x") }
    }
    let source = GradingProgram.source(checks)
    let entries = source.components(separatedBy: "\n").filter { $0.contains("\"test") }
    XCTAssertEqual(entries.count, 4)
    for check in checks {
      let entry = "(suite: \(check.className)) in { try suite.\(check.method)() }"
      XCTAssertEqual(source.components(separatedBy: entry).count, 2)
    }
  }
}
