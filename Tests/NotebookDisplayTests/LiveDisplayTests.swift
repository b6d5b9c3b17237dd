import XCTest

@testable import NotebookDisplay

/// A display that changes, by what it writes.
final class LiveDisplayTests: XCTestCase {
  func testANotebookIsShownTheFirstValueAndThenGivenOthersForIt() throws {
    let messages = try actions(secondsBetween: 0) { display in
      for value in 1...3 { display.show(Table(header: ["n"], rows: [["\(value)"]])) }
    }
    XCTAssertEqual(messages.map(\.action), ["show", "update", "update"])
    XCTAssertEqual(Set(messages.map(\.id)).count, 1)
    XCTAssertTrue(messages[2].plain.contains("3"), messages[2].plain)
  }

  func testAFastLoopWritesItsFirstAndItsLastValue() throws {
    let messages = try actions(secondsBetween: 1000) { display in
      for value in 1...500 { display.show(Table(header: ["n"], rows: [["\(value)"]])) }
    }
    XCTAssertEqual(messages.map(\.action), ["show", "update"])
    XCTAssertTrue(messages[1].plain.contains("500"), messages[1].plain)
  }

  func testATerminalSeesTheLastValueAlone() {
    let text = written(DisplayStream(word: nil), secondsBetween: 0) { display in
      for value in 1...3 { display.show(Table(header: ["n"], rows: [["\(value)"]])) }
    }
    XCTAssertTrue(text.contains("3") && !text.contains("1") && !text.contains("2"), text)
  }

  private func actions(
    secondsBetween: Double, _ body: (LiveDisplay) -> Void
  ) throws -> [(action: String, id: String, plain: String)] {
    struct Message: Decodable {
      let action: String
      let forms: [String: String]
      let id: String
    }
    let text = written(DisplayStream(word: "word"), secondsBetween: secondsBetween, body)
    return try text.components(separatedBy: "\u{10}word ").dropFirst().map { part in
      let json = part.split(separator: "\n", maxSplits: 1)[1]
      let message = try JSONDecoder().decode(Message.self, from: Data(json.utf8))
      return (message.action, message.id, message.forms["text/plain"] ?? "")
    }
  }

  private func written(_ stream: DisplayStream, secondsBetween: Double, _ body: (LiveDisplay) -> Void)
    -> String
  {
    var text = ""
    let display = LiveDisplay(secondsBetween: secondsBetween, isNotebook: stream.isNotebook) {
      text += stream.text(of: $0)
    }
    body(display)
    display.finish()
    return text
  }
}
