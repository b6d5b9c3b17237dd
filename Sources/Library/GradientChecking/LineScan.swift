/// The values of a loss at equal distances along one direction, and what they show: a smooth line, a kink, or noise.
///
/// Seventeen values reach twice as far as the finite difference, so that a kink which the quotient crosses lies well
/// inside. Three facts tell the shapes apart:
///
/// - **High differences** of a smooth function are as small as its rounding, and a kink spoils only a few of them: their
///   median measures the noise (Moré and Wild, "Estimating computational noise", 2011, use them so).
/// - A **kink** is concentrated: a few second differences stand out, and what they sum up to, divided by the distance
///   of the points, is the jump of the slope. It is the same at twice the distance.
/// - **Noise** and jumps of the loss itself stand out everywhere or grow when the points come closer.
struct LineScan {
  /// The values at `-8 … 8` times the spacing.
  let values: [Double]
  /// The distance of two neighbors.
  let spacing: Double

  /// Scans a loss from `-2 h` to `2 h`.
  init(within step: Double, of loss: (Double) throws -> Double) rethrows {
    spacing = step / 4
    values = try (-8...8).map { try loss(Double($0) * step / 4) }
  }

  /// Whether all values are numbers.
  var isFinite: Bool { values.allSatisfy(\.isFinite) }

  /// The standard deviation of the values about a smooth line, at least that of rounding to `Double`.
  ///
  /// Differences of a low order hold some of the curvature too, those of a high order more of a kink: the least is the
  /// nearest to the noise.
  var noise: Double {
    max((3...6).map(deviation).min() ?? 0, rounding)
  }

  /// The deviation of single values, from the spread of their differences of the given order. For noise a difference's
  /// variance is that of a value times `(2k)! / (k!)²`.
  private func deviation(order: Int) -> Double {
    let magnitudes = differences(order, stride: 1).map(abs)
    let factor = (1...order).reduce(1.0) { $0 * Double(order + $1) / Double($1) }.squareRoot()
    // A jump of the loss stands in few differences: it shows in their mean square, not in their median. The median of
    // a normal number's size is 0.67 deviations.
    let meanSquare = magnitudes.reduce(0) { $0 + $1 * $1 } / Double(magnitudes.count)
    return (isRough ? meanSquare.squareRoot() : median(magnitudes) / 0.67) / factor
  }

  /// Whether a few points stand out of a smooth line in the way of kinks.
  var hasKink: Bool { standsOut && isConcentrated && doubling < 1.5 && doubling > 0.67 }

  /// Whether the values stand out of a smooth line, and not in the way of kinks: noise, or jumps of the loss.
  var isRough: Bool { standsOut && doubling >= 1.5 }

  /// By how much the slope jumps at the kinks, taken together.
  var slopeJump: Double { bends(stride: 1).reduce(0, +) / spacing }

  /// The slope at 0 where the line is smooth: central quotients of two distances, from which the error of the
  /// curvature is extrapolated away.
  var extrapolatedSlope: Double {
    func quotient(_ points: Int) -> Double {
      (values[8 + points] - values[8 - points]) / (2 * Double(points) * spacing)
    }
    return (4 * quotient(2) - quotient(4)) / 3
  }

  private var rounding: Double { 0.3 * (values.map(abs).max() ?? 0).ulp }

  /// Differences of the given order between points that lie `stride` apart.
  private func differences(_ order: Int, stride: Int) -> [Double] {
    var list = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }
    for _ in 0..<order { list = zip(list.dropFirst(), list).map { $0 - $1 } }
    return list
  }

  /// How far each second difference lies from that of most others.
  private func bends(stride: Int) -> [Double] {
    let second = differences(2, stride: stride)
    let middle = median(second)
    return second.map { abs($0 - middle) }
  }

  private var standsOut: Bool {
    let bends = bends(stride: 1)
    return bends.max() ?? 0 > 8 * max(median(bends), 4 * rounding)
  }

  private var isConcentrated: Bool {
    let bends = bends(stride: 1).sorted(by: >)
    return bends.prefix(4).reduce(0, +) > 0.75 * bends.reduce(0, +)
  }

  /// The jumps of the slope as these points show them, over those that every other point shows: 1 for kinks, 2 for a
  /// jump of the loss, about 4 for noise.
  private var doubling: Double {
    let (near, far) = (bends(stride: 1).reduce(0, +), bends(stride: 2).reduce(0, +) / 2)
    return far > 0 ? near / far : .infinity
  }
}

/// The middle one of at least one number.
private func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
