import LinearAlgebra
import XCTest

@testable import GradingSupport

final class AnswerRelationTests: XCTestCase {
  private let right: Matrix<Double> = [[0.5, -1.25, 0], [2, 3.5, -0.75]]

  private func sentence(_ actual: Matrix<Double>, _ expected: Matrix<Double>? = nil) -> String? {
    AnswerRelation.sentence([actual], [expected ?? right], within: .standard)
      .map { Redaction.message($0, withholdingValues: false) }
  }

  func testASignAFactorAndAnOffsetAreSeen() {
    XCTAssertEqual(sentence(right * -1), "These are the correct numbers with the opposite sign.")
    XCTAssertEqual(sentence(right * 2), "These are the correct numbers times 2.")
    XCTAssertEqual(sentence(right / 3), "These are the correct numbers divided by 3.")
    XCTAssertEqual(sentence(right * -1.7), "These are the correct numbers times -1.7.")
    XCTAssertEqual(sentence(right + 1), "These are the correct numbers plus 1.")
    XCTAssertEqual(sentence(right - 0.25), "These are the correct numbers minus 0.25.")
    XCTAssertEqual(sentence(.zeros(right.shape)), "Every number of the answer is 0.")
    XCTAssertEqual(
      sentence([[0.5, -1.25, 0], [-2, -3.5, 0.75]]),
      "The numbers that differ are the correct ones with the opposite sign.")
  }

  func testAFactorIsWithheldWhereTheInputsAreSecret() {
    let said = AnswerRelation.sentence([right * 2], [right], within: .standard) ?? ""
    XCTAssertEqual(
      Redaction.message(said, withholdingValues: true), "These are the correct numbers ….")
  }

  func testAMatrixThatIsTurnedIsSeen() {
    let square: Matrix<Double> = [[1, 2], [3, 4]]
    XCTAssertEqual(sentence(square.transposed(), square), "This is the transpose of the correct matrix.")
    XCTAssertEqual(
      sentence([[2, 3.5, -0.75], [0.5, -1.25, 0]]), "These are the correct rows in reverse order.")
    XCTAssertEqual(
      sentence([[0, -1.25, 0.5], [-0.75, 3.5, 2]]), "These are the correct columns in reverse order.")
    XCTAssertEqual(sentence([[9, 8, 7], [2, 3.5, -0.75]]), "Only the first row is wrong.")
    XCTAssertEqual(sentence([[0.5, -1.25, 0], [9, 8, 7]]), "Only the last row is wrong.")
    let three: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
    XCTAssertEqual(sentence([[1, 2], [9, 8], [7, 6.5]], three), "Only the first row is correct.")
    XCTAssertEqual(sentence([[9, 2], [8, 4], [7, 6]], three), "Only the first column is wrong.")
  }

  func testASequenceOutOfStepIsSeen() {
    let steps = (1...4).map { right * Double($0) + 0.5 }
    func said(_ actual: [Matrix<Double>]) -> String? {
      AnswerRelation.sentence(actual, steps, within: .standard)
    }
    XCTAssertEqual(said(steps.reversed()), "These are the correct ones in reverse order.")
    XCTAssertEqual(said(Array(steps.dropFirst())), "All are correct, but the first one is missing.")
    XCTAssertEqual(said(Array(steps.dropLast())), "All are correct, but the last one is missing.")
    XCTAssertEqual(said([right] + steps), "All are correct, but there is one too many at the start.")
    XCTAssertEqual(said(steps + [right]), "All are correct, but there is one too many at the end.")
    XCTAssertEqual(said([right] + steps.dropLast()), "The correct ones come one position too late.")
    XCTAssertEqual(said(steps.dropFirst() + [right]), "The correct ones come one position too early.")
  }

  func testListsOfValues() {
    func said<Element: Equatable>(_ actual: [Element], _ expected: [Element]) -> String? {
      AnswerRelation.sentence(actual, expected).map { Redaction.message($0, withholdingValues: false) }
    }
    XCTAssertEqual(said([2, 3, 5], [1, 2, 4]), "These are the correct numbers plus 1.")
    XCTAssertEqual(
      said(["c", "a", "b", "d"], ["a", "b", "c", "d"]), "These are the correct ones in another order.")
    XCTAssertEqual(
      said(["d", "c", "b", "a"], ["a", "b", "c", "d"]), "These are the correct ones in reverse order.")
    XCTAssertEqual(said(["a", "b"], ["a", "b", "c"]), "All are correct, but the last one is missing.")
    XCTAssertNil(said(["a", "x", "c"], ["a", "b", "c"]))
  }

  func testAFewNumbersSayNothing() {
    XCTAssertNil(sentence([[-1, -2]], [[1, 2]]))
    XCTAssertNil(sentence([[2, 2, 2]], [[1, 1, 1]]))
    XCTAssertNil(sentence([[.nan, -2, -3]], [[1, 2, 3]]))
    XCTAssertNil(sentence([[-1, -2, 3.1]], [[1, 2, 3]]))
    XCTAssertNil(AnswerRelation.sentence(["b", "a"], ["a", "b"]))
    XCTAssertNil(AnswerRelation.sentence([Int](), [1, 2, 3]))
    XCTAssertNil(
      sentence(Matrix(rows: 0, columns: 3, repeating: 0), Matrix(rows: 0, columns: 3, repeating: 0)))
  }
}
