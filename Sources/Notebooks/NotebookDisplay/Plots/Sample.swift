import Foundation

/// One quantity measured several times, with other random numbers each time.
///
/// ```swift
/// Sample("GRU", [4.2, 4.4, 4.3])    // mean 4.3, standard error 0.058
/// ```
public struct Sample: Equatable, Sendable {
  /// What was measured.
  public let name: String
  /// The measurements, n of them.
  public let values: [Double]

  /// Some measurements.
  ///
  /// - Precondition: there is at least one.
  public init(_ name: String, _ values: [Double]) {
    precondition(!values.isEmpty, "sample '\(name)' has no values")
    self.name = name
    self.values = values
  }

  /// The mean of the measurements.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// How far the mean of n measurements may well be from the mean of very many: `s / √n`, with
  /// `s² = Σ (x - mean)² / (n - 1)`. One measurement alone says nothing about that: NaN.
  public var standardError: Double {
    guard values.count > 1 else { return .nan }
    let mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
  }

  /// How far the mean of very many measurements may well be from that of these: `t · s / √n`, where a mean of n normal
  /// measurements is further away in 5 % of all cases only. NaN for one measurement.
  ///
  /// For many measurements `t` is nearly 2, for five it is 2.78, and for two 12.7: so little do two runs say.
  public var reach: Double {
    guard values.count > 1 else { return .nan }
    let freedom = values.count - 1
    let factors = Self.studentFactors
    return (freedom <= factors.count ? factors[freedom - 1] : 2) * standardError
  }

  /// The 95 % confidence interval of the mean.
  var interval: ClosedRange<Double> {
    let reach = reach.isFinite ? reach : 0
    return mean - reach...mean + reach
  }

  /// What Student's t with 1 to 30 degrees of freedom exceeds on either side in 5 % of all cases.
  private static let studentFactors = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
  ]
}
