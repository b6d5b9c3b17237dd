import Foundation
import LinearAlgebra

/// What is wrong with a matrix, in one or two sentences: its shape first, then what is no number, then the numbers.
struct MatrixDifference: CustomStringConvertible {
  let description: String

  /// `nil` where `actual` is right.
  init?(_ actual: Matrix<Double>, _ expected: Matrix<Double>, within tolerance: Tolerance) {
    if actual.shape != expected.shape {
      description = Self.wrongShape(actual, expected, tolerance)
      return
    }
    let wrong = zip(actual.elements, expected.elements).enumerated().filter { _, pair in
      !tolerance.accepts(pair.0, pair.1)
    }
    guard let first = wrong.first else { return nil }
    let columns = actual.columns
    func place(_ offset: Int) -> String { "[\(offset / columns), \(offset % columns)]" }
    var text = "entry \(place(first.offset)) is "
    text += "\(named(first.element.0, beside: first.element.1)), expected "
    text += "\(named(first.element.1, beside: first.element.0)) "
    text += "(\(wrong.count) of \(actual.count) entries differ"
    let worst = wrong.max { Self.distance($0.element) < Self.distance($1.element) }!
    if wrong.count > 1, Self.distance(worst.element).isFinite {
      text += ", the worst by \(short(Self.distance(worst.element))) at \(place(worst.offset))"
    }
    description = text + ")"
  }

  private static func distance(_ pair: (Double, Double)) -> Double {
    let difference = (pair.0 - pair.1).magnitude
    return difference.isNaN ? .infinity : difference
  }

  private static func wrongShape(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ tolerance: Tolerance
  ) -> String {
    let shapes = "shape is \(actual.shape), expected \(expected.shape)"
    let mirrored = MatrixShape(actual.columns, actual.rows)
    let isTranspose =
      mirrored == expected.shape && MatrixDifference(actual.transposed(), expected, within: tolerance) == nil
    return isTranspose ? shapes + ": the numbers are right, but the matrix is transposed" : shapes
  }
}

/// A number for a message, told apart from the number beside it; what is no finite number is named.
func named(_ value: Double, beside other: Double) -> String {
  if value.isNaN { return "NaN (not a number)" }
  if value.isInfinite { return value > 0 ? "infinity" : "minus infinity" }
  let text = short(value)
  return text == short(other) ? "\(value)" : text
}

/// A number to six significant digits.
func short(_ value: Double) -> String {
  value.isFinite ? String(format: "%.6g", value) : "\(value)"
}
