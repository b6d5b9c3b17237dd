import Exercise04BPTT
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 5: the numeric gradient and the check. Matrices of 3 rows and 2 columns.
final class GradientCheckTests: GradedTestCase {
  private func short(_ value: Double) -> String { String(format: "%g", value) }

  private func randomMatrix() -> Matrix<Double> {
    var generator = makeGenerator()
    return .uniform(rows: 3, columns: 2, in: 0.5...1.5, using: &generator)
  }

  /// Σ c x²: the central difference of a parabola is exact for any step.
  private let factors: Matrix<Double> = [[1, -2], [3, 0.5], [-1.5, 4]]
  private func parabola(_ x: Matrix<Double>) -> Double { factors.dot(x * x) }

  func testTask5_theGradientOfAParabolaIsExactForAnyStep() throws {
    try grade {
      var generator = makeGenerator()
      let x = Matrix<Double>.uniform(rows: 5, columns: 3, in: 0.5...1.5, using: &generator)
      let factors = Matrix<Double>.uniform(rows: 5, columns: 3, in: -4...4, using: &generator)
      func parabola(_ x: Matrix<Double>) -> Double { factors.dot(x * x) }
      let step = 0.25
      try assertClose(
        numericGradient(of: parabola, at: x, step: step), 2 * factors * x, "the numeric gradient of Σ c x²",
        suspects: GradientCheckSuspects.numeric(of: parabola, at: x, step: step),
        hint: "(f(x + h) - f(x - h)) / 2h for one element after the other.")
    }
  }

  func testTask5_onlyOneElementIsMovedAtATime() throws {
    try grade {
      let (x, step) = (randomMatrix(), 0.25)
      func product(_ x: Matrix<Double>) -> Double { x.elements.reduce(1, *) }
      let right = x.map { product(x) / $0 }
      // Elements that were visited before and stayed below or above their place.
      func stayed(_ distance: Double) -> Matrix<Double> {
        var (moved, result) = (x.elements, x)
        for index in moved.indices {
          let others = moved.enumerated().filter { $0.offset != index }.map(\.element).reduce(1, *)
          result[index / 2, index % 2] = others
          moved[index] += distance
        }
        return result
      }
      let place = "numericGradient(of:at:step:)"
      try assertClose(
        numericGradient(of: product, at: x, step: step), right,
        "the numeric gradient of the product of all elements",
        suspects: [
          Suspect("an element that was moved is not restored", at: place, stayed(-step)),
          Suspect("an element that was moved is not restored", at: place, stayed(step)),
        ], hint: "Move one element, and restore it before you move the next.")
    }
  }

  func testTask5_theStepIsTheGivenOne() throws {
    try grade {
      func cube(_ x: Matrix<Double>) -> Double { x.elements.reduce(0) { $0 + $1 * $1 * $1 } }
      let x = randomMatrix()
      for step in [0.5, 0.125] {
        // ((x + h)³ - (x - h)³) / 2h = 3x² + h²
        try assertClose(
          numericGradient(of: cube, at: x, step: step), 3 * x * x + step * step,
          "the numeric gradient of Σ x³ with a step of \(step), which is 3x² + h²",
          suspects: GradientCheckSuspects.numeric(of: cube, at: x, step: step),
          hint: "Use the step you are given; its error of h² belongs to it.")
      }
    }
  }

  func testTask5_theErrorIsRelativeToTheLargerNumber() throws {
    try grade {
      for (a, b) in [(2.71, 4.13), (4.13, -2.71)] {
        try assertClose(
          relativeError(a, b), abs(a - b) / 4.13, "relativeError(\(short(a)), \(short(b)))",
          suspects: GradientCheckSuspects.relative(a, b),
          hint: "|\(short(a)) - \(short(b))| / max(\(short(a)), \(short(abs(b)))).")
      }
      try assertClose(relativeError(3, 4), 0.25, "relativeError(3, 4)", hint: "|3 - 4| / max(3, 4).")
      try assertClose(
        relativeError(-4, 4), 2, "relativeError(-4, 4)", hint: "Sizes, not signs: |-4 - 4| / 4.")
      for (a, b) in [(-3.0, -4.0), (-4, -3), (4, 3)] {
        try assertClose(
          relativeError(a, b), 0.25, "relativeError(\(short(a)), \(short(b)))",
          hint: "The larger of the two sizes is 4, whatever the signs are.")
      }
      try assertClose(relativeError(-1, 3), 4.0 / 3, "relativeError(-1, 3)", hint: "|-1 - 3| / 3.")
      try assertClose(relativeError(0, -2), 1, "relativeError(0, -2)", hint: "|0 + 2| / 2.")
      try assertClose(
        relativeError(3e-7, 4e-7), 0.25, "relativeError(3e-7, 4e-7)",
        hint: "The difference is small because the numbers are: divide it by the larger of the two.")
      try assertEqual(relativeError(0, 0), 0, "relativeError(0, 0)")
      try assertEqual(
        relativeError(.nan, 1), .infinity, "relativeError(NaN, 1)",
        hint: "Every comparison with NaN is false, so a check would pass by it: return infinity.")
      for (a, b) in [(1, Double.nan), (.infinity, 1), (1, -.infinity), (.infinity, .infinity)] {
        try assertEqual(
          relativeError(a, b), .infinity, "relativeError(\(a), \(b))",
          hint: "If one of the two is NaN or infinite, the error is infinity.")
      }
    }
  }

  func testTask5_theCheckFindsTheWorstPlace() throws {
    try grade {
      let x = randomMatrix()
      var gradient = 2 * factors * x
      try assertWithin(
        0...1e-8, [checkGradient(gradient, of: parabola, at: x, step: 1e-4).error],
        "the error of a correct gradient",
        hint: "The largest error starts from 0, and a correct gradient leaves it there.")
      gradient[0, 1] *= 1.1
      gradient[1, 0] *= 1.5
      gradient[2, 1] *= 1.2
      let worst = try checkGradient(gradient, of: parabola, at: x, step: 1e-4)
      let place = "checkGradient(_:of:at:step:)"
      try assertEqual(
        [worst.row, worst.column], [1, 0], "the place of the worst element",
        suspects: [
          ValueSuspect("row and column are exchanged", at: place, [0, 1]),
          ValueSuspect("the last element that differs is kept, and not the worst", at: place, [2, 1]),
          ValueSuspect("the place is never set", at: place, [0, 0]),
        ], hint: "The error there is 0.5 of 1.5, at [0, 1] it is 0.1 of 1.1, at [2, 1] 0.2 of 1.2.")
      let one = try checkGradient([[3]], of: { 2 * $0.sum() }, at: [[5]], step: 1e-4)
      try assertEqual([one.row, one.column], [0, 0], "the place of the worst element of a matrix of one")
      try assertClose(
        one.error, 1.0 / 3, "the error if 3 is given as the gradient of 2x",
        within: .init(absolute: 1e-6))
      let numeric = 2 * factors * x
      let errors = [0.1 / 1.1, 0.5 / 1.5, 0.2 / 1.2]
      try assertClose(
        worst.error, 1.0 / 3, "the error of an element that is half too large", within: .init(absolute: 1e-6),
        suspects: [
          Suspect("the errors of all elements are summed", at: place, number: errors.reduce(0, +)),
          Suspect("the mean of all errors is returned", at: place, number: errors.reduce(0, +) / 6),
          Suspect("the last error is returned, and not the largest", at: place, number: errors[2]),
          Suspect(
            "the difference is not divided by the larger size", at: place, number: 0.5 * abs(numeric[1, 0])),
          Suspect("the difference is divided by the numeric gradient", at: place, number: 0.5),
        ], hint: "0.5 too much, relative to 1.5.")
      let flat = try checkGradient([[0]], of: { _ in 7 }, at: [[5]], step: 1e-4)
      try assertEqual(flat.error, 0, "the error if 0 is given as the gradient of a constant")
      try assertEqual(
        [flat.row, flat.column], [0, 0], "the place of the worst element if the only error is 0",
        hint: "It is a place of the matrix even if every error is 0.")
    }
  }

  func testTask5_aGradientThatIsNaNDoesNotPass() throws {
    try grade {
      let x = randomMatrix()
      var gradient = 2 * factors * x
      gradient[1, 0] = .nan
      let worst = try checkGradient(gradient, of: parabola, at: x, step: 1e-4)
      try assertEqual(worst.error, .infinity, "the error of a gradient with a NaN in it")
      try assertEqual([worst.row, worst.column], [1, 0], "the place of the NaN")
    }
  }
}
