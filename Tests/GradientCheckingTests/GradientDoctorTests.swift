import GradientChecking
import LinearAlgebra
import XCTest

/// A square and an oblong parameter and a loss whose gradient is known: `Σ a³ / 3 + 2 Σ b²`.
private struct Pair: ParameterCollection {
  var square: Matrix<Double>
  var oblong: Matrix<Double>

  var namedParameters: [(name: String, path: WritableKeyPath<Pair, Matrix<Double>>)] {
    [("square", \.square), ("oblong", \.oblong)]
  }

  var loss: Double { (square * square * square).sum() / 3 + (oblong * oblong).sum() * 2 }
  var gradient: Pair { Pair(square: square * square, oblong: oblong * 4) }
}

final class GradientDoctorTests: XCTestCase {
  private let point = Pair(square: [[1, -2], [3, 0.5]], oblong: [[0.3, -4, 1.5]])
  private let doctor = GradientDoctor(batchSize: 2, stepCount: 5)

  private func diagnose(_ change: (inout Pair) -> Void) -> GradientDiagnosis {
    var gradient = point.gradient
    change(&gradient)
    return doctor.diagnose(gradient, of: \.loss, at: point)
  }

  private func assertOne(
    _ diagnosis: GradientDiagnosis, _ mistake: GradientMistake, _ parameters: [String], _ sentence: String,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertFalse(diagnosis.isHealthy, file: file, line: line)
    XCTAssertEqual(diagnosis.findings.count, 1, diagnosis.description, file: file, line: line)
    guard let finding = diagnosis.findings.first else { return }
    if case .factor(let expected) = mistake, case .factor(let actual) = finding.mistake {
      XCTAssertEqual(actual, expected, accuracy: 1e-6, file: file, line: line)
    } else {
      XCTAssertEqual(finding.mistake, mistake, file: file, line: line)
    }
    XCTAssertEqual(finding.parameters, parameters, file: file, line: line)
    XCTAssertEqual(finding.sentence, sentence, file: file, line: line)
    XCTAssertFalse(finding.evidence.isEmpty, file: file, line: line)
  }

  func testARightGradientGetsACleanBill() {
    let diagnosis = diagnose { _ in }
    XCTAssertTrue(diagnosis.isHealthy)
    XCTAssertTrue(
      diagnosis.description.hasPrefix("All 2 gradients agree with finite differences; "),
      diagnosis.description)
  }

  func testATurnedSign() {
    assertOne(
      diagnose { $0.scale(by: -1) }, .sign, ["square", "oblong"],
      "The gradients of square and oblong have the wrong sign: a minus is missing, or one too many.")
  }

  func testFactorsThatAreASize() {
    assertOne(
      diagnose { $0.scale(by: 2) }, .factor(2), ["square", "oblong"],
      "The gradients of square and oblong are 2 times too large: that is the batch size, so the loss is a mean over "
        + "the batch and its gradient a sum.")
    assertOne(
      diagnose { $0.scale(by: 0.2) }, .factor(0.2), ["square", "oblong"],
      "The gradients of square and oblong are 5 times too small: that is the number of steps, so the loss is a sum "
        + "over the steps and its gradient a mean.")
    assertOne(
      diagnose { $0.scale(by: -10) }, .factor(-10), ["square", "oblong"],
      "The gradients of square and oblong are 10 times too large and of the wrong sign: that is the batch size "
        + "times the number of steps, so the loss is a mean over the batch and the steps and its gradient a sum."
    )
  }

  func testASizeInOneGradientAlone() {
    assertOne(
      diagnose { $0.oblong *= 2 }, .factor(2), ["oblong"],
      "The gradient of oblong is 2 times too large: that is the batch size, so a sum over the batch may be used instead "
        + "of a mean, or a factor is wrong.")
  }

  func testAnyOtherFactor() {
    assertOne(
      diagnose { $0.square *= 3 }, .factor(3), ["square"],
      "The gradient of square is 3 times too large: a factor is missing, or there is one too many.")
  }

  func testZero() {
    assertOne(
      diagnose { $0.oblong *= 0 }, .zero, ["oblong"],
      "The gradient of oblong is zero: never computed, or not added to what the backward pass returns.")
  }

  func testTransposed() {
    let sentence = " is transposed: in dW = Xᵀ · dY the operands are the other way round."
    assertOne(
      diagnose { $0.square = $0.square.transposed() }, .transposed, ["square"],
      "The gradient of square" + sentence)
    assertOne(
      diagnose { $0.oblong = $0.oblong.transposed() }, .transposed, ["oblong"],
      "The gradient of oblong" + sentence)
  }

  func testWrongShapeAndNoNumber() {
    assertOne(
      diagnose { $0.oblong = [[1, 2]] }, .shape, ["oblong"], "The gradient of oblong has the wrong shape.")
    assertOne(
      diagnose { $0.square[1, 1] = .nan }, .notFinite, ["square"],
      "The gradient of square has elements that are not finite: look for a division by zero, or exp of a large "
        + "number.")
  }

  func testWhatFitsNothingIsSaidToFitNothing() {
    let diagnosis = diagnose { $0.square[1, 0] += 0.5 }
    assertOne(
      diagnosis, .unknown, ["square"], "The gradient of square is wrong in a way that fits no known mistake.")
    XCTAssertEqual(
      diagnosis.findings[0].evidence,
      "square: 1 of 4 elements are wrong, all in column 0, the worst is [1, 0] with 9.5 instead of 9; "
        + "correlation 0.9998")
  }

  func testTwoMistakesAreTwoFindings() {
    let diagnosis = diagnose {
      $0.square = $0.square.transposed()
      $0.oblong *= -1
    }
    XCTAssertEqual(diagnosis.findings.map(\.mistake), [.transposed, .sign])
    XCTAssertEqual(diagnosis.findings.map(\.parameters), [["square"], ["oblong"]])
  }

  func testASuspectThatFitsIsNamed() {
    var doctor = doctor
    let odd = Pair(square: [[1, 4], [9, 7]], oblong: [[1, 2, 3]])
    let other = Pair(square: [[1, 4], [9, 7]], oblong: [[3, 2, 1]])
    doctor.suspects = [
      SuspectGradient("the other thing is done", other), SuspectGradient("something odd is done", odd),
    ]
    let diagnosis = doctor.diagnose(odd, of: \.loss, at: point)
    assertOne(
      diagnosis, .known("something odd is done"), ["square", "oblong"],
      "The gradients of square and oblong are exactly what you get when something odd is done.")
    XCTAssertTrue(doctor.diagnose(point.gradient, of: \.loss, at: point).isHealthy)
  }

  /// Both produce the wrong numbers of one parameter; but one would also have spoiled the other parameter.
  func testOfTwoSuspectsTheOneIsNamedThatContradictsLess() {
    var wrong = point.gradient
    wrong.oblong = [[1, 2, 4]]
    let spoilsBoth = Pair(square: [[1, 4], [9, 7]], oblong: wrong.oblong)
    for order in [0, 1] {
      let suspects = [SuspectGradient("more is done", spoilsBoth), SuspectGradient("this is done", wrong)]
      let doctor = GradientDoctor(suspects: order == 0 ? suspects : suspects.reversed())
      assertOne(
        doctor.diagnose(wrong, of: \.loss, at: point), .known("this is done"), ["oblong"],
        "The gradient of oblong is exactly what you get when this is done.")
    }
  }

  func testASuspectOfAPartHasThePartsNames() {
    let suspect = SuspectGradient("x", ["weight": [[1]]]).inPart("output")
    XCTAssertEqual(suspect.gradients, ["output.weight": [[1]]])
  }

  func testElementsAtAKinkAreNotHeldAgainstAGradient() {
    let comparisonPoint = Pair(square: [[0, 1], [-1, 2]], oblong: [[1, 2, 3]])
    let gradient = Pair(square: [[0, 1], [0, 1]], oblong: .zeros(rows: 1, columns: 3))
    let right = doctor.diagnose(gradient, of: { relu($0.square).sum() }, at: comparisonPoint)
    XCTAssertTrue(right.isHealthy, right.description)
    let turned = Pair(square: -gradient.square, oblong: gradient.oblong)
    assertOne(
      doctor.diagnose(turned, of: { relu($0.square).sum() }, at: comparisonPoint), .sign, ["square"],
      "The gradient of square has the wrong sign: a minus is missing, or one too many.")
  }
}
