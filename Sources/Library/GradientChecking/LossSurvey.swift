import LinearAlgebra

/// The loss about one matrix as finite differences see it: its slopes, how exactly they can be read, and what
/// forbids to read them.
///
/// A comparison of a gradient with finite differences assumes three things about the loss: that it is a number, the
/// same one every time, and exact to many more digits than the quotient needs. The survey measures all three.
struct LossSurvey {
  /// The loss at the point.
  let here: Double
  /// The central differences, element by element; NaN if there is none.
  let numeric: Matrix<Double>
  /// `(L(x + h) - 2 L(x) + L(x - h)) / h`, by how much the slope changes over h; a kink at the point shows here.
  let bends: [Double]
  /// How far a finite difference may be off by the noise of the loss alone.
  let resolution: Double
  /// The problem with the loss.
  let trouble: LossTrouble?

  /// Surveys a loss: two evaluations per element, and some forty more.
  init(of loss: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double) rethrows {
    require(step > 0 && step.isFinite, "the step of a difference quotient is a number above 0, not \(step)")
    let repeated = try (0..<4).map { _ in try loss(point) }
    here = repeated[0]
    let slopes = try Self.slopes(of: loss, at: point, from: here, step: step)
    numeric = slopes.numeric
    bends = slopes.bends
    let spread = (repeated.max() ?? 0) - (repeated.min() ?? 0)
    guard repeated.allSatisfy(\.isFinite), numeric.isFinite else {
      trouble = slopes.isLost ? .stepTooSmall : .notFinite
      resolution = .infinity
      return
    }
    guard spread <= 16 * here.ulp else {
      trouble = .notDeterministic(spread)
      resolution = spread / step
      return
    }
    let noise = max(
      try Self.noise(of: loss, about: point, still: slopes.still, from: here, step: step), spread)
    // Eleven standard deviations of the difference of two noisy values, divided by 2h.
    resolution = 8 * noise / step
    let largest = numeric.elements.reduce(0) { max($0, abs($1)) }
    trouble = resolution > 1e-6 * largest && (largest > 0 || noise > 64 * here.ulp) ? .noisy(noise) : nil
  }

  private static func slopes(
    of loss: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, from here: Double, step: Double
  ) rethrows -> (numeric: Matrix<Double>, bends: [Double], still: [Int], isLost: Bool) {
    var (numeric, moved) = (Matrix<Double>.zeros(point.shape), point)
    var (bends, still, isLost): ([Double], [Int], Bool) = ([], [], false)
    for index in 0..<point.count {
      let place = ElementIndex(index, columns: point.columns)
      let value = point[place.row, place.column]
      let (right, left) = (value + step, value - step)
      moved[place.row, place.column] = right
      let above = try loss(moved)
      moved[place.row, place.column] = left
      let below = try loss(moved)
      moved[place.row, place.column] = value
      isLost = isLost || !(abs((right - left) / (2 * step) - 1) < 0.01)
      numeric[place.row, place.column] = isLost ? .nan : (above - below) / (right - left)
      bends.append((above - 2 * here + below) / step)
      if above == here, below == here { still.append(index) }
    }
    return (numeric, bends, still, isLost)
  }

  /// The noise along a direction in which all elements move, and where the elements that move nothing do move
  /// something, much farther out.
  private static func noise(
    of loss: (Matrix<Double>) throws -> Double, about point: Matrix<Double>, still: [Int], from here: Double,
    step: Double
  ) rethrows -> Double {
    let noise = try LineScan(within: step) { try loss(point.moved(Array(0..<point.count), by: $0)) }.noise
    guard !still.isEmpty else { return noise }
    return max(
      noise, try largestJump(within: 1000 * step, from: here) { try loss(point.moved(still, by: $0)) })
  }

  /// The height of the steps in which a loss moves that stands still nearby; 0 where it moves smoothly or never.
  ///
  /// Where it moves, the stretch is halved sixteen times, each time to the half that moves more. Of a continuous loss
  /// hardly anything is left then; a step in it stays as high as it was.
  private static func largestJump(
    within reach: Double, from here: Double, of loss: (Double) throws -> Double
  ) rethrows -> Double {
    let places = (-8...8).map { Double($0) * reach / 8 }
    let values = try places.map { $0 == 0 ? here : try loss($0) }
    let moves = zip(values.dropFirst(), values).map { abs($0 - $1) }
    guard let most = moves.indices.max(by: { moves[$0] < moves[$1] }), moves[most] > 64 * here.ulp else {
      return 0
    }
    var (left, right) = (
      (place: places[most], value: values[most]), (place: places[most + 1], value: values[most + 1])
    )
    for _ in 0..<16 {
      let place = (left.place + right.place) / 2
      let middle = (place: place, value: try loss(place))
      if abs(middle.value - left.value) > abs(right.value - middle.value) {
        right = middle
      } else {
        left = middle
      }
    }
    let jump = abs(right.value - left.value)
    return jump > moves[most] / 1000 ? jump : 0
  }
}

extension Matrix where Scalar == Double {
  /// The matrix with some elements moved, every one by the same distance and to alternating sides in an order without
  /// a pattern, so that the moves do not cancel out.
  fileprivate func moved(_ indices: [Int], by distance: Double) -> Matrix {
    var result = self
    var signs = SplitMix64(seed: 1)
    for index in indices {
      let place = ElementIndex(index, columns: columns)
      result[place.row, place.column] += signs.next() & 1 == 0 ? distance : -distance
    }
    return result
  }
}
