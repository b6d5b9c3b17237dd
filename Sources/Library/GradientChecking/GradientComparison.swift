import LinearAlgebra

/// One parameter's gradient twice: from a backward pass and from finite differences.
public struct GradientComparison: Sendable, Equatable {
  /// The parameter's name.
  public let name: String
  /// The gradient from the backward pass. Its shape may be wrong too.
  public let analytic: Matrix<Double>
  /// The finite differences, in the parameter's shape.
  public let numeric: Matrix<Double>
  /// The problem with the loss that makes its finite differences useless, if there is one.
  public let trouble: LossTrouble?
  /// How far a finite difference may be off by rounding: two gradients that are nearer than that agree.
  let resolution: Double
  /// Elements at a kink, counted row after row, which are not judged.
  let leftOut: Set<Int>
  /// The least size that an error is measured against: the resolution is a millionth of it.
  private let errorFloor: Double

  /// Two gradients of one parameter, where the finite differences are those of a loss of about 1 in `Double`.
  public init(name: String, analytic: Matrix<Double>, numeric: Matrix<Double>) {
    self.init(
      name: name, analytic: analytic, numeric: numeric, trouble: numeric.isFinite ? nil : .notFinite,
      resolution: 1e-10, leftOut: [])
  }

  init(
    name: String, analytic: Matrix<Double>, numeric: Matrix<Double>, trouble: LossTrouble?,
    resolution: Double,
    leftOut: Set<Int>
  ) {
    self.name = name
    self.analytic = analytic
    self.numeric = numeric
    self.trouble = trouble
    self.resolution = resolution
    self.leftOut = leftOut
    let largest = numeric.elements.reduce(0) { max($0, abs($1)) }
    errorFloor = max(min(1e6 * resolution, max(largest, 1e-4)), .leastNormalMagnitude)
  }

  /// Compares a gradient with the finite differences of a loss.
  ///
  /// - Parameters:
  ///   - analytic: what a backward pass said, of any shape.
  ///   - loss: the loss as a function of the matrix.
  ///   - point: where the gradient was computed.
  ///   - step: h of the finite differences.
  init(
    name: String, analytic: Matrix<Double>, of loss: (Matrix<Double>) throws -> Double,
    at point: Matrix<Double>,
    step: Double
  ) rethrows {
    let survey = try LossSurvey(of: loss, at: point, step: step)
    var (numeric, leftOut) = (survey.numeric, Set<Int>())
    for index in 0..<point.count where survey.trouble == nil && analytic.shape == point.shape {
      let place = ElementIndex(index, columns: point.columns)
      let examined = try SlopeExamination(
        analytic: analytic.elements[index], numeric: numeric.elements[index], bend: survey.bends[index],
        resolution: survey.resolution, step: step
      ) { distance in
        var moved = point
        moved[place.row, place.column] += distance
        return try loss(moved)
      }
      numeric[place.row, place.column] = examined.numeric
      if examined.isAtKink { leftOut.insert(index) }
    }
    self.init(
      name: name, analytic: analytic, numeric: numeric, trouble: survey.trouble,
      resolution: survey.resolution,
      leftOut: leftOut)
  }

  /// The elements that are judged, counted row after row.
  var judged: [Int] { (0..<numeric.count).filter { !leftOut.contains($0) } }

  /// The judged elements that differ by a relative error of `tolerance` or more, or are not numbers.
  func wrongElements(_ tolerance: Double) -> [Int] {
    judged.filter { !agree(analytic.elements[$0], numeric.elements[$0], tolerance, resolution) }
  }

  /// Whether the gradient is right: nothing is wrong with the loss, at least one element is judged, and all that are
  /// judged agree.
  func passes(_ tolerance: Double) -> Bool { trouble == nil && !judged.isEmpty && agrees(tolerance) }

  /// Whether all elements that are judged agree.
  func agrees(_ tolerance: Double) -> Bool {
    analytic.shape == numeric.shape && wrongElements(tolerance).isEmpty
  }

  /// Whether the numbers of the two gradients can be set against each other: under a noisy loss only where the noise
  /// leaves two digits of the slope.
  var isComparable: Bool {
    switch trouble {
    case nil: true
    case .noisy: resolution < 0.01 * numeric.elements.reduce(0) { max($0, abs($1)) }
    default: false
    }
  }

  /// The relative error of one element, where differences that rounding explains are next to nothing.
  func error(_ index: Int) -> Double {
    GradientCheck.relativeError(analytic.elements[index], numeric.elements[index], floor: errorFloor)
  }
}

extension GradientComparison {
  /// Whether the analytic gradient is `factor` times a matrix in every judged element, up to `tolerance` of the
  /// largest.
  func equals(_ other: Matrix<Double>, times factor: Double = 1, within tolerance: Double) -> Bool {
    guard analytic.shape == other.shape else { return false }
    let largest = judged.map { abs(factor * other.elements[$0]) }.max() ?? 0
    let bound = max(tolerance * largest, resolution)
    return judged.allSatisfy { abs(analytic.elements[$0] - factor * other.elements[$0]) <= bound }
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

/// Whether two slopes differ by less than `tolerance` of the larger, or by less than what rounding may do; what is not
/// a number agrees with nothing.
func agree(_ analytic: Double, _ numeric: Double, _ tolerance: Double, _ resolution: Double) -> Bool {
  let difference = abs(analytic - numeric)
  return difference <= resolution && difference.isFinite
    || difference < tolerance * max(abs(analytic), abs(numeric))
}
