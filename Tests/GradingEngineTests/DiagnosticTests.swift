import ChildProcesses
import Foundation
import GradingProtocol
import XCTest

@testable import GradingEngine

final class DiagnosticTests: XCTestCase {
  func testCompilerErrorsAreReadOnce() throws {
    let error = "/s/03-RNN/RNN.swift:57:5: error: cannot find 'hidden' in scope"
    let lines = [
      "Building for debugging...", error, "/s/RNN.swift:1:1: warning: hm", error, "error: fatalError",
    ]
    let errors = CompilerDiagnostic.all(in: lines)
    XCTAssertEqual(errors.count, 1)
    XCTAssertEqual(errors[0].line, 57)
    XCTAssertEqual(errors[0].text, "/s/03-RNN/RNN.swift:57:5: cannot find 'hidden' in scope")
  }

  func testAnEventComesBackWhole() throws {
    for lost in [nil, GradingEvent.Loss.ended, .missing("f(_:)")] {
      let event = GradingEvent(
        test: "M.C/t", verdict: .failed, message: "two\nlines", file: "/f", line: 3, lost: lost)
      XCTAssertEqual(GradingEvent(try event.frame(.end)), event)
    }
    XCTAssertNil(GradingEvent(Frame(.end, Array("passed".utf8))))
  }

  func testTheTailOfAFloodIsKept() {
    var tail = OutputTail(capacity: 10)
    for number in 0..<1000 {
      Array("\(number)\n".utf8).withUnsafeBytes { tail.append($0) }
    }
    XCTAssertEqual(tail.lines.suffix(2), ["998", "999"])
    XCTAssertEqual(tail.total, 3890)
  }

  private func crash(_ frames: String) throws -> CrashReport {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "crash-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = #"{"description":"Illegal instruction","threads":[{"crashed":true,"frames":[\#(frames)]}]}"#
    try Data(text.utf8).write(to: file)
    return try XCTUnwrap(CrashReport(contentsOf: file))
  }

  private func frame(_ function: String, _ file: String, _ line: Int) -> String {
    #"{"symbol":"\#(function)","description":"\#(function) + 8","#
      + #""sourceLocation":{"file":"\#(file)","line":\#(line),"column":1}}"#
  }

  func testTheInnermostLineOfTheStudentIsFound() throws {
    let report = try crash(
      [
        frame("matmul<A>(_:_:)", "/course/Sources/LinearAlgebra/P.swift", 9),
        frame("step()", "/s/RNN.swift", 57),
        frame("forward()", "/s/RNN.swift", 80),
      ].joined(separator: ","))
    XCTAssertEqual(report.place(below: "/s"), SourcePlace(file: "/s/RNN.swift", line: 57))
    XCTAssertEqual(report.libraryCall(from: "/s"), "matmul")
    XCTAssertNil(report.endlessFunction)
    let words = CrashDiagnosis(.signalled(SIGILL), report, [], studentFolder: "/s")
    XCTAssertEqual(words.message, "crashed inside matmul: did its arguments have the correct shape?")
  }

  func testTheRuntimesOwnReasonIsPreferred() throws {
    let report = try crash(frame("step()", "/s/RNN.swift", 57))
    let words = CrashDiagnosis(
      .signalled(SIGILL), report, ["Swift/Array.swift:1: Fatal error: Index out of range"],
      studentFolder: "/s")
    XCTAssertEqual(words.message, "crashed: Index out of range")
  }

  func testEndlessRecursionIsNamed() throws {
    let report = try crash(
      Array(repeating: frame("f()", "/s/RNN.swift", 5), count: 20).joined(separator: ","))
    let words = CrashDiagnosis(.signalled(SIGSEGV), report, [], studentFolder: "/s")
    XCTAssertEqual(words.message, "f() calls itself endlessly")
  }

  func testMemoryIsAVerdictOfItsOwn() {
    let words = CrashDiagnosis(
      .signalled(SIGABRT), nil, ["Fatal error: failed to allocate 10000000000 bytes of memory"],
      studentFolder: "/s")
    XCTAssertEqual(words.verdict, .outOfMemory)
  }
}
