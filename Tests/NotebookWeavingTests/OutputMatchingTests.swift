import ChildProcesses
import Foundation
import XCTest

@testable import NotebookWeaving

final class OutputMatchingTests: XCTestCase {
  private let cells = [
    ChapterCell(kind: .markdown, source: "prose", lines: 1...4),
    ChapterCell(kind: .code, source: "code", lines: 5...9),
    ChapterCell(kind: .code, source: "more", lines: 10...20),
  ]

  func testOutputsComeToTheCellOfTheirLine() throws {
    let records = try parsed(
      #"{"line":6,"text":"a\n"}"#, #"{"line":7,"text":"b\n"}"#,
      #"{"line":8,"display":{"forms":{"text/plain":"p"}}}"#, #"{"line":9,"text":"c"}"#,
      #"{"line":20,"text":"d"}"#)
    let filled = try cells.filled(with: records, file: "main.swift")
    XCTAssertEqual(filled[0].outputs, [])
    XCTAssertEqual(filled[1].outputs, [.text("a\nb\n"), .display(["text/plain": "p"]), .text("c")])
    XCTAssertEqual(filled[2].outputs, [.text("d")])
  }

  func testOutputFromInsideAFunctionIsRefused() throws {
    let records = try parsed(#"{"insideFunction":"helper(_:)","line":6}"#)
    XCTAssertThrowsError(try cells.filled(with: records, file: "main.swift")) {
      XCTAssertTrue("\($0)".hasPrefix("main.swift:6: 'helper(_:)' prints or shows from inside"), "\($0)")
    }
  }

  func testALineCutShortByACrashIsLeftOut() {
    let data = Data("{\"line\":6,\"text\":\"a\"}\n{\"line\":7,\"te".utf8)
    XCTAssertEqual(OutputRecord.all(in: data).map(\.line), [6])
  }

  func testACrashIsReportedWithLineCellAndReason() {
    let backtrace = """
      {"threads":[{"frames":[
        {"kind":"programCounter","sourceLocation":{"file":"/x/Matrix.swift","line":3,"column":1}},
        {"kind":"returnAddress"},
        {"kind":"returnAddress","sourceLocation":{"file":"/x/03-RNN/main.swift","line":12,"column":5}}]}]}
      """
    let stop = ChapterStop(
      CrashReport(Data(backtrace.utf8)), errors: ["X.swift:1: Fatal error: Index out of range"],
      end: .signalled(5))
    XCTAssertEqual(
      stop.message(cells: cells, file: "main.swift", lastOutput: 6),
      "main.swift:12: cell 3 stopped the chapter: Index out of range")
  }

  func testACrashWithoutABacktraceNamesTheLastOutput() {
    let stop = ChapterStop(nil, errors: [], end: .exited(3))
    XCTAssertEqual(
      stop.message(cells: cells, file: "main.swift", lastOutput: 6),
      "main.swift:6: the chapter stopped after this output, in cell 2 or later: "
        + "it ended itself with exit code 3")
  }

  private func parsed(_ lines: String...) throws -> [OutputRecord] {
    let records = OutputRecord.all(in: Data(lines.joined(separator: "\n").utf8))
    XCTAssertEqual(records.count, lines.count)
    return records
  }
}
