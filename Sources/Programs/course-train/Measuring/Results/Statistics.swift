import Foundation

/// The middle of some numbers, or the mean of the two in the middle.
///
/// - Precondition: there is at least one number.
public func median(_ values: [Double]) -> Double {
  precondition(!values.isEmpty, "no numbers, no median")
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}

/// `(x_1 ⋯ x_n)^{1/n}`, the mean for factors.
///
/// - Precondition: there is at least one number, and all are positive.
public func geometricMean(_ values: [Double]) -> Double {
  precondition(!values.isEmpty && values.allSatisfy { $0 > 0 }, "a geometric mean takes positive numbers")
  return exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
}
