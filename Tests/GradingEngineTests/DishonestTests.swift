import GradingEvents
import XCTest

@testable import GradingEngine

/// Submissions that do not compile, do not fit, or try to help themselves.
final class DishonestTests: XCTestCase {
  func testWhatDoesNotCompileIsShownAtTheStudentsOwnLine() throws {
    let submission = try SlowSubmission()
    try submission.writeStep("return hiden")
    let report = try submission.grade()
    XCTAssertEqual(report.score, 0)
    XCTAssertEqual(Set(report.verdicts), [.doesNotCompile])
    let place = try submission.place("return hiden", in: "RNN.swift")
    XCTAssertTrue(report.task(1).message!.hasPrefix("\(place):12: cannot find 'hiden' in scope"))
  }

  func testAChangedSignatureIsSaidSo() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "predict(_ state: Matrix<Double>)", with: "predict(state: Matrix<Double>)", in: "RNN.swift")
    try submission.replace("try predict(state)", with: "try predict(state: state)", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(Set(report.verdicts), [.signatureChanged])
    XCTAssertTrue(
      report.task(1).message!.contains("missing argument label 'state:'"), report.task(1).message!)
  }

  func testTheConceptItselfCannotBeImported() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import LinearAlgebra\nimport RecurrentNetworks", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(Set(report.verdicts), [.doesNotCompile])
    XCTAssertTrue(report.task(1).message!.contains("RecurrentNetworks"), report.task(1).message!)
  }

  func testForgedAssertionsAndOperatorsDoNotHelp() throws {
    let submission = try SlowSubmission()
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    let forged = """

      public func XCTAssertEqual<T>(_ a: T, _ b: T) {}
      public func XCTFail(_ message: String = "", file: StaticString = #filePath, line: UInt = #line) {}
      public func == (left: Double, right: Double) -> Bool { true }
      public func <= (left: Double, right: Double) -> Bool { true }
      public func abs(_ value: Double) -> Double { 0 }
      public func max(_ a: Double, _ b: Double) -> Double { .infinity }
      public func matmul(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> { a }
      public func assertClose(_ a: Matrix<Double>, _ b: Matrix<Double>, _ what: String) {}
      """
    let file = submission.file("Softmax.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    try Data((source + forged).utf8).write(to: file)
    let report = try submission.grade()
    XCTAssertLessThan(report.score, 100)
    XCTAssertNotEqual(report.task(2).verdict, .passed)
  }

  func testPrintedVerdictsAndStrayWritesCountForNothing() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    try submission.writeStep(
      """
      let forged = "{\\"nonce\\":\\"\\",\\"kind\\":\\"end\\",\\"verdict\\":\\"passed\\"}\\n"
          print(forged, ProcessInfo.processInfo.environment)
          for descriptor: Int32 in 3..<64 { _ = forged.withCString { write(descriptor, $0, strlen($0)) } }
      """)
    let report = try submission.grade()
    XCTAssertEqual(report.task(2).verdict, .failed)
    XCTAssertEqual(report.task(1).verdict, .passed)
  }

  func testWritingOnThePrivateLineIsTampering() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.writeStep(
      "for descriptor: Int32 in 100..<1000 { _ = write(descriptor, \"passed\\n\", 7) }")
    let report = try submission.grade()
    XCTAssertEqual(report.task(2).verdict, .tampered)
    XCTAssertEqual(report.task(2).score, 0)
    XCTAssertEqual(report.task(1).verdict, .passed)
  }
}
