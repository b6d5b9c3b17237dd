import Foundation
import XCTest

@testable import NotebookDisplay

final class RecorderTests: XCTestCase {
  private var file = URL(fileURLWithPath: "")

  override func setUpWithError() throws {
    file = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
    try Data().write(to: file)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: file) }

  func testOutputsBecomeJSONLinesWithTheirLines() throws {
    let recorder = Recorder(path: file.path) { _ in XCTFail("nothing goes to the terminal") }
    let source = OutputSource(line: 7, function: "Chapter03RNN", fileID: "Chapter03RNN/main.swift")
    recorder.record(text: "a\nb\n", from: source)
    recorder.record(display: MimeBundle(plain: "picture"), from: source)
    XCTAssertEqual(
      try records(),
      [
        OutputRecord(line: 7, text: "a\nb\n"), OutputRecord(line: 7, display: MimeBundle(plain: "picture")),
      ])
  }

  func testOutputFromInsideAFunctionIsRecordedAsAMistake() throws {
    let recorder = Recorder(path: file.path) { _ in }
    let inside = OutputSource(line: 3, function: "helper(_:)", fileID: "Chapter03RNN/main.swift")
    recorder.record(text: "lost", from: inside)
    XCTAssertEqual(try records(), [OutputRecord(line: 3, insideFunction: "helper(_:)")])
  }

  func testWithoutAFileOutputsGoToTheTerminal() {
    let written = Written()
    let recorder = Recorder(path: nil) { written.append($0) }
    let source = OutputSource(line: 1, function: "f()", fileID: "M/main.swift")
    recorder.record(text: "one", from: source)
    recorder.record(display: MimeBundle(plain: "two"), from: source)
    XCTAssertEqual(written.text, "one\ntwo\n\n")
  }

  func testOnlyTheTopLevelOfMainIsTheTopLevel() {
    XCTAssertTrue(OutputSource(line: 1, function: "M", fileID: "M/main.swift").isTopLevel)
    XCTAssertFalse(OutputSource(line: 1, function: "M", fileID: "M/Helpers.swift").isTopLevel)
    XCTAssertFalse(OutputSource(line: 1, function: "body", fileID: "M/main.swift").isTopLevel)
  }

  private func records() throws -> [OutputRecord] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(OutputRecord.self, from: Data($0))
    }
  }
}

/// What a closure that may run anywhere has written.
private final class Written: @unchecked Sendable {
  private(set) var text = ""
  func append(_ more: String) { text += more }
}
