import Formats

extension Arguments {
  /// An option's integer: the typed value, else the table's default, else `nil`.
  ///
  /// - Throws: `Complaint` for a value that is not an integer or is outside the range; it names both.
  package func integer<R: RangeExpression>(_ name: Option.Name, in range: R) throws -> Int?
  where R.Bound == Int {
    guard let text = string(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Complaint("\(name.dashed) takes an integer \(describe(range)), not '\(text)'")
    }
    return number
  }

  /// An option's number: the typed value, else the table's default, else `nil`. Infinity and NaN are refused.
  ///
  /// - Throws: `Complaint` for a value that is not a number or is outside the range; it names both.
  package func double<R: RangeExpression>(_ name: Option.Name, in range: R) throws -> Double?
  where R.Bound == Double {
    guard let text = string(name) else { return nil }
    guard let number = Double(text), number.isFinite, range.contains(number) else {
      throw Complaint("\(name.dashed) takes a number \(describe(range)), not '\(text)'")
    }
    return number
  }
}

/// A range in words: "from 1 to 8192", "of at least 0".
private func describe<R: RangeExpression>(_ range: R) -> String {
  switch range {
  case let closed as ClosedRange<R.Bound>: "from \(closed.lowerBound) to \(closed.upperBound)"
  case let halfOpen as Range<R.Bound>: "from \(halfOpen.lowerBound) to below \(halfOpen.upperBound)"
  case let from as PartialRangeFrom<R.Bound>: "of at least \(from.lowerBound)"
  case let through as PartialRangeThrough<R.Bound>: "of at most \(through.upperBound)"
  case let upTo as PartialRangeUpTo<R.Bound>: "below \(upTo.upperBound)"
  default: "in \(range)"
  }
}
