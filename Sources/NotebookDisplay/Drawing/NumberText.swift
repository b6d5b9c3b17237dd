import Foundation

/// Numbers as a reader wants them: short, and the same in every form of an output.
enum NumberText {
  /// At most `digits` significant digits, without trailing zeros: `0.7616`, `12340`, `1.235e7`.
  static func short(_ value: some BinaryFloatingPoint, digits: Int = 4) -> String {
    let value = Double(value)
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    let rounded = String(format: "%.*e", digits - 1, value).split(separator: "e")
    let exponent = Int(rounded[1]) ?? 0
    guard (-4..<7).contains(exponent) else { return trimmed(String(rounded[0])) + "e\(exponent)" }
    let decimals = max(0, digits - 1 - exponent)
    return trimmed(String(format: "%.*f", decimals, roundedToDigits(value, exponent, digits)))
  }

  /// The fewest decimals that keep four significant digits of the largest value, for a column that lines up.
  static func aligned(_ values: [Double], digits: Int = 4) -> [String] {
    let finite = values.filter(\.isFinite)
    let largest = finite.map { abs($0) }.max() ?? 0
    let smallest = finite.filter { $0 != 0 }.map { abs($0) }.min() ?? 0
    guard largest < 1e7, smallest == 0 || smallest >= 1e-4 else {
      return values.map { short($0, digits: digits) }
    }
    let exponent = largest == 0 ? 0 : Int(log10(largest).rounded(.down))
    let most = max(0, digits - 1 - max(0, exponent))
    let texts = values.map { $0.isFinite ? String(format: "%.*f", most, $0) : short($0) }
    return dropCommonZeros(texts)
  }

  /// The digits of a whole number in groups of three: `1,048,576`.
  static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    var groups: [Substring] = []
    var rest = digits.dropFirst(sign.count)
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return sign + ([rest] + groups).joined(separator: ",")
  }

  /// A number for people's eyes: a real minus sign.
  static func typeset(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// A coordinate of a drawing: two decimals, so that the same plot is the same file everywhere.
  static func coordinate(_ value: Double) -> String {
    trimmed(String(format: "%.2f", value))
  }

  private static func roundedToDigits(_ value: Double, _ exponent: Int, _ digits: Int) -> Double {
    guard exponent >= digits else { return value }
    let unit = pow(10, Double(exponent - digits + 1))
    return (value / unit).rounded() * unit
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text[...]
    while result.hasSuffix("0") { result = result.dropLast() }
    if result.hasSuffix(".") { result = result.dropLast() }
    return result == "-0" ? "0" : String(result)
  }

  private static func dropCommonZeros(_ texts: [String]) -> [String] {
    let numbers = texts.filter { $0.contains(".") }
    guard !numbers.isEmpty else { return texts }
    let zeros = numbers.map { $0.reversed().prefix { $0 == "0" }.count }.min() ?? 0
    let decimals = numbers.map { $0.count - $0.distance(from: $0.startIndex, to: $0.firstIndex(of: ".")!) - 1 }
    let drop = zeros == decimals.max() ? zeros + 1 : zeros
    return texts.map { $0.contains(".") ? String($0.dropLast(drop)) : $0 }
  }
}
