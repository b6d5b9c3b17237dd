import LinearAlgebra

/// One parameter's gradient twice: what a backward pass says, and what difference quotients say.
public struct GradientComparison: Sendable {
  /// The parameter's name.
  public let name: String
  /// What the backward pass says. Its shape may be wrong too.
  public let analytic: Matrix<Double>
  /// What the difference quotients say, in the parameter's shape.
  public let numeric: Matrix<Double>
  /// Elements at a kink, counted row after row, which are not judged.
  let leftOut: Set<Int>

  /// Two gradients of one parameter.
  public init(name: String, analytic: Matrix<Double>, numeric: Matrix<Double>) {
    self.init(name: name, analytic: analytic, numeric: numeric, leftOut: [])
  }

  init(name: String, analytic: Matrix<Double>, numeric: Matrix<Double>, leftOut: Set<Int>) {
    self.name = name
    self.analytic = analytic
    self.numeric = numeric
    self.leftOut = leftOut
  }

  /// The elements that are judged, counted row after row.
  var judged: [Int] { (0..<numeric.count).filter { !leftOut.contains($0) } }

  /// The judged elements that differ by a relative error of `tolerance` or more, or are not numbers.
  func wrongElements(_ tolerance: Double) -> [Int] {
    judged.filter { !(relativeError(analytic.elements[$0], numeric.elements[$0]) < tolerance) }
  }

  /// Whether the gradient is right.
  func passes(_ tolerance: Double) -> Bool {
    analytic.shape == numeric.shape && wrongElements(tolerance).isEmpty
  }

  /// Whether the analytic gradient is `factor` times a matrix in every judged element, up to `tolerance` of the
  /// largest.
  func equals(_ other: Matrix<Double>, times factor: Double = 1, within tolerance: Double) -> Bool {
    guard analytic.shape == other.shape else { return false }
    let largest = judged.map { abs(factor * other.elements[$0]) }.max() ?? 0
    return judged.allSatisfy {
      abs(analytic.elements[$0] - factor * other.elements[$0]) <= tolerance * largest
    }
  }

  /// The factor by which the analytic gradient comes nearest to a multiple of a matrix of the same shape, if that is
  /// not zero.
  func bestFactor(_ other: Matrix<Double>) -> Double? {
    guard analytic.shape == other.shape else { return nil }
    let square = judged.reduce(0) { $0 + other.elements[$1] * other.elements[$1] }
    guard square > 0 else { return nil }
    return judged.reduce(0) { $0 + analytic.elements[$1] * other.elements[$1] } / square
  }

  /// The cosine of the angle between the two gradients, `a · n / (|a| |n|)`: 1 for the same direction, 0 for none in
  /// common.
  var correlation: Double {
    analytic.shape == numeric.shape ? analytic.dot(numeric) / (analytic.norm * numeric.norm) : 0
  }
}
