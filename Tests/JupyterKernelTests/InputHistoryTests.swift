import Formats
import XCTest

@testable import JupyterKernel

/// Answers to a console about previous cells.
final class InputHistoryTests: XCTestCase {
  private let history: InputHistory = {
    var history = InputHistory()
    for (index, source) in ["let a = 1", "a + 1", "print(a)", "a + 1"].enumerated() {
      history.add(source, number: index + 1)
      if source == "a + 1" { history.note(result: "2") }
    }
    return history
  }()

  func testTheTailIsTheLastCells() {
    XCTAssertEqual(found(["hist_access_type": "tail", "n": 2]), [[1, 3, "print(a)"], [1, 4, "a + 1"]])
    XCTAssertEqual(found(["hist_access_type": "tail", "n": 9]).count, 4)
    XCTAssertEqual(
      found(["hist_access_type": "tail", "n": 2, "output": true]),
      [[1, 3, ["print(a)", .null]], [1, 4, ["a + 1", "2"]]])
  }

  func testARangeIsOfThisSessionAlone() {
    let range: [String: JSONValue] = ["hist_access_type": "range", "start": 2, "stop": 4]
    XCTAssertEqual(found(range.merging(["session": 0]) { $1 }), [[1, 2, "a + 1"], [1, 3, "print(a)"]])
    XCTAssertEqual(found(range.merging(["session": 1]) { $1 }).count, 2)
    XCTAssertEqual(found(range.merging(["session": -1]) { $1 }), [])
  }

  func testASearchTakesStarsAndQuestionMarks() {
    XCTAssertEqual(
      found(["hist_access_type": "search", "pattern": "a*"]), [[1, 2, "a + 1"], [1, 4, "a + 1"]])
    XCTAssertEqual(
      found(["hist_access_type": "search", "pattern": "a*", "unique": true]), [[1, 4, "a + 1"]])
    XCTAssertEqual(found(["hist_access_type": "search", "pattern": "*a*", "n": 1]), [[1, 4, "a + 1"]])
    XCTAssertEqual(found(["hist_access_type": "search", "pattern": "a ? 1"]).count, 2)
    XCTAssertEqual(found(["hist_access_type": "search", "pattern": "a"]), [])
  }

  func testPatternsMatchAsAShellsDo() {
    for (text, pattern, isMatch) in [
      ("", "", true), ("", "*", true), ("abc", "a*c", true), ("abcbc", "a*bc", true), ("abcb", "a*bc", false),
      ("abc", "???", true), ("abc", "??", false), ("aab", "*ab", true), ("ab", "ab*?", false),
    ] {
      XCTAssertEqual(
        InputHistory.matches(Array(text)[...], Array(pattern)[...]), isMatch, "\(text) \(pattern)")
    }
  }

  private func found(_ request: [String: JSONValue]) -> [JSONValue] {
    history.reply(to: .object(request))["history"]?.array ?? []
  }
}
