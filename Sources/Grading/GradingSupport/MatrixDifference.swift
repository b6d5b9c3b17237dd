import Foundation
import LinearAlgebra

/// The error in a matrix, in one or two sentences: its shape first, then NaN entries, then the numbers.
struct MatrixDifference: CustomStringConvertible {
  let description: String

  /// `nil` if `actual` is correct.
  init?(_ actual: Matrix<Double>, _ expected: Matrix<Double>, within tolerance: Tolerance) {
    if actual.shape != expected.shape {
      description = Self.wrongShape(actual, expected, tolerance)
      return
    }
    let wrong = zip(actual.elements, expected.elements).enumerated().filter { _, pair in
      !tolerance.accepts(pair.0, pair.1)
    }
    guard let first = wrong.first else { return nil }
    let (given, wanted) = first.element
    if actual.count == 1 {
      description = "it is \(named(given, beside: wanted)), expected \(named(wanted, beside: given))"
      return
    }
    description =
      "entry \(Self.place(first.offset, actual)) is \(named(given, beside: wanted)), "
      + "expected \(named(wanted, beside: given)) (\(Self.extent(wrong, actual)))"
  }

  private typealias Wrong = (offset: Int, element: (Double, Double))

  private static func place(_ offset: Int, _ matrix: Matrix<Double>) -> String {
    "[\(offset / matrix.columns), \(offset % matrix.columns)]"
  }

  /// How many entries differ, how many of these are not finite, and where the largest error is.
  private static func extent(_ wrong: [Wrong], _ actual: Matrix<Double>) -> String {
    var parts = ["\(wrong.count) of \(actual.count) entries \(wrong.count == 1 ? "differs" : "differ")"]
    guard wrong.count > 1 else { return parts[0] }
    let notNumbers = wrong.count { $0.element.0.isNaN }
    let infinite = wrong.count { $0.element.0.isInfinite }
    if notNumbers > 0 { parts.append("\(notNumbers) of them NaN") }
    if infinite > 0 { parts.append("\(infinite) of them infinite") }
    let finite = wrong.filter { distance($0.element).isFinite }
    if let worst = finite.max(by: { distance($0.element) < distance($1.element) }) {
      let size = Redaction.value(short(distance(worst.element)))
      parts.append("the worst by \(size) at \(place(worst.offset, actual))")
    }
    return parts.joined(separator: ", ")
  }

  private static func distance(_ pair: (Double, Double)) -> Double { (pair.0 - pair.1).magnitude }

  private static func wrongShape(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ tolerance: Tolerance
  ) -> String {
    let shapes = "shape is \(Redaction.value("\(actual.shape)")), expected \(expected.shape)"
    let mirrored = MatrixShape(actual.columns, actual.rows)
    let isTranspose =
      mirrored == expected.shape && MatrixDifference(actual.transposed(), expected, within: tolerance) == nil
    return isTranspose ? shapes + ": the numbers are right, but the matrix is transposed" : shapes
  }
}

/// A number for a message, with enough digits to differ from the number next to it; NaN and infinity are
/// named.
func named(_ value: Double, beside other: Double) -> String {
  if value.isNaN { return "NaN (not a number)" }
  if value.isInfinite { return value > 0 ? "infinity" : "minus infinity" }
  let text = short(value)
  return Redaction.value(text == short(other) ? "\(value)" : text)
}

/// A number to six significant digits.
func short(_ value: Double) -> String {
  value.isFinite ? String(format: "%.6g", value) : "\(value)"
}
