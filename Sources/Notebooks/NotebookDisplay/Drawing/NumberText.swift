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

  /// Numbers for one column: as many decimals for all as the largest needs for `digits` significant digits; or,
  /// if that would lose small numbers and `keepsSmall`, each with its own digits and all points in one column.
  static func aligned(_ values: [Double], digits: Int = 4, keepsSmall: Bool = true) -> [String] {
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map { abs($0) }
    let (largest, smallest) = (sizes.max() ?? 0, sizes.min() ?? 0)
    guard largest < 1e7, smallest >= largest * 1e-4 || !keepsSmall else {
      return pointsInLine(values.map { short($0, digits: digits) })
    }
    let exponent = largest == 0 ? 0 : Int(log10(largest).rounded(.down))
    let decimals = min(max(0, digits - 1 - exponent), 7)
    let texts = values.map { value in
      guard value.isFinite else { return short(value) }
      let text = String(format: "%.*f", decimals, value)
      return text.contains { "123456789".contains($0) } ? text : String(text.drop { $0 == "-" })
    }
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

  /// A power of ten as `10⁶`.
  static func powerOfTen(_ exponent: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10" + String(exponent).map { $0.wholeNumberValue.map { String(raised[$0]) } ?? "⁻" }.joined()
  }

  /// A number for people's eyes: real minus signs, also in an exponent, where a hyphen could end a line.
  static func typeset(_ text: String) -> String {
    let text = text.replacing(#/(\d)e-(\d)/#) { "\($0.output.1)e−\($0.output.2)" }
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// The text without the spaces that bring its point into line.
  static func unfilled(_ text: String) -> String { String(text.reversed().drop { $0 == " " }.reversed()) }

  /// The text with those spaces as wide as digits, which a page does not drop.
  static func filledForPage(_ text: String) -> String {
    let number = unfilled(text)
    return number + String(repeating: "\u{2007}", count: text.count - number.count)
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

  /// Drops the zeros in which all numbers end, and the point if nothing is left behind it.
  private static func dropCommonZeros(_ texts: [String]) -> [String] {
    let fractions = texts.compactMap { text in text.firstIndex(of: ".").map { text[$0...].dropFirst() } }
    guard let decimals = fractions.first?.count else { return texts }
    let zeros = fractions.map { $0.reversed().prefix { $0 == "0" }.count }.min() ?? 0
    let drop = zeros == decimals ? zeros + 1 : zeros
    return texts.map { $0.contains(".") ? String($0.dropLast(drop)) : $0 }
  }

  /// Fills numbers up behind, so that their points stand one below the other.
  private static func pointsInLine(_ texts: [String]) -> [String] {
    let tails = texts.map { text in text.firstIndex(of: ".").map { text[$0...].count } ?? 0 }
    let longest = tails.max() ?? 0
    return zip(texts, tails).map { $0 + String(repeating: " ", count: longest - $1) }
  }
}
