/// A number with at most `digits` significant digits, `0.7616` or `1.235e7`: as every output of a chapter
/// writes numbers, and as few as stay the same from one machine to the next.
public func short(_ value: some BinaryFloatingPoint, digits: Int = 4) -> String {
  NumberText.short(value, digits: digits)
}
