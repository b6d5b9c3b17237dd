import CourseCatalog
import GradingEvents
import XCTest

@testable import GradingEngine

/// The whole way from a submission to its points, with well-meant work.
final class GradingTests: XCTestCase {
  func testTheSolutionGetsEveryPointFromAnySeed() throws {
    let submission = try SlowSubmission()
    for seed in [nil, "1", "another"] {
      let report = try submission.grade(seed: seed)
      XCTAssertEqual(report.score, 100)
      XCTAssertEqual(Set(report.verdicts), [.passed])
    }
  }

  func testStubsGetNoPointAndAreNotStarted() throws {
    let submission = try SlowSubmission()
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    for name in unit.files { try FileManager.default.removeItem(at: submission.file(name)) }
    let report = try submission.grade()
    XCTAssertEqual(report.score, 0)
    XCTAssertEqual(Set(report.verdicts), [.notStarted])
    let message = try XCTUnwrap(report.task(1).message)
    XCTAssertTrue(message.contains("Softmax.swift:") && message.contains("is not written yet"), message)
  }

  func testEveryKnownMistakeLosesPointsAndIsNamed() throws {
    _ = try SlowSubmission()
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    for mistake in try KnownMistake.load(unit, in: try TestCourse.layout()) {
      let submission = try SlowSubmission()
      try submission.make(mistake)
      let report = try submission.grade()
      XCTAssertLessThan(report.score, 100, mistake.id)
      let messages = report.tasks.compactMap(\.message)
      XCTAssertTrue(messages.contains { $0.contains(mistake.says) }, "\(mistake.id): \(messages)")
      XCTAssertTrue(report.verdicts.allSatisfy { $0 == .passed || $0 == .failed }, mistake.id)
    }
  }

  func testARightAnswerWrittenInAnotherWayGetsEveryPoint() throws {
    let submission = try SlowSubmission()
    try Data(
      """
      import Foundation
      import LinearAlgebra

      public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
        var result = logits
        for row in 0..<logits.rows {
          var largest = -Double.infinity
          for column in 0..<logits.columns { largest = max(largest, logits[row, column]) }
          var total = 0.0
          for column in (0..<logits.columns).reversed() {
            result[row, column] = Foundation.exp(logits[row, column] - largest - 3)
            total += result[row, column]
          }
          for column in 0..<logits.columns { result[row, column] /= total }
        }
        return result
      }
      """.utf8
    ).write(to: submission.file("Softmax.swift"))
    try submission.writeStep(
      """
      var next = Matrix<Double>.zeros(rows: input.rows, columns: bias.columns)
          for b in 0..<next.rows {
            for h in 0..<next.columns {
              var sum = 0.0
              for j in (0..<state.columns).reversed() { sum += weightHH[j, h] * state[b, j] }
              sum += bias[0, h]
              for i in 0..<input.columns { sum += weightIH[i, h] * input[b, i] }
              let e = Foundation.exp(-2 * abs(sum))
              next[b, h] = sum < 0 ? (e - 1) / (e + 1) : (1 - e) / (1 + e)
            }
          }
          if next.rows > 0 { return next }
      """)
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.score, 100, "\(report.tasks.compactMap(\.message))")
  }
}
