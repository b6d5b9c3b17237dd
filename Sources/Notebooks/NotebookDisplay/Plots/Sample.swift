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

  /// From two standard errors below the mean to two above.
  var interval: ClosedRange<Double> {
    let reach = standardError.isFinite ? 2 * standardError : 0
    return mean - reach...mean + reach
  }
}
