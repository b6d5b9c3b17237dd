import GradientChecking
import LinearAlgebra

extension GradedTestCase {
  /// Requires a gradient to agree with central differences of the loss: its shape first, then every number.
  ///
  /// - Parameters:
  ///   - gradient: what the student's backward pass says, in the shape of `point`.
  ///   - loss: the loss as a function of the one matrix.
  ///   - what: names the gradient, `"the gradient of W_hh"`.
  ///   - limit: the largest relative error that passes.
  public func assertGradient(
    _ gradient: Matrix<Double>, of loss: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
    _ what: String, within limit: Double = 1e-6, hint: String? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let numeric = try numericGradient(of: loss, at: point)
    let message = gradientMistake(gradient, numeric, limit).map { "\(what): \($0)." }
    try judge(message.map { [$0, hint].compactMap { $0 }.joined(separator: " ") }, file: file, line: line)
  }

  private func gradientMistake(
    _ gradient: Matrix<Double>, _ numeric: Matrix<Double>, _ limit: Double
  ) -> String? {
    guard gradient.shape == numeric.shape else {
      return "shape is \(gradient.shape), expected \(numeric.shape)"
    }
    let check = compare(gradient, numeric, named: "")
    guard !check.passes(within: limit) else { return nil }
    let (analytic, expected) = (check.analytic, check.numeric)
    return "entry [\(check.worst.row), \(check.worst.column)] is \(named(analytic, beside: expected)), "
      + "finite differences give \(named(expected, beside: analytic))"
  }
}
