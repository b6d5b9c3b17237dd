import Foundation

/// A text cut into words and numbers, to be compared with another: words exactly, numbers to the last digit
/// that is printed, where machines may round to different sides.
struct NumberedText {
  private var parts: [Part] = []

  private enum Part {
    case word(String)
    case number(String)
  }

  init(_ text: String) {
    for piece in text.split(
      omittingEmptySubsequences: true, whereSeparator: { " \n\t|,:;()[]=".contains($0) })
    {
      let piece = String(piece)
      parts.append(Double(piece) == nil ? .word(piece) : .number(piece))
    }
  }

  func agrees(with other: NumberedText) -> Bool {
    guard parts.count == other.parts.count else { return false }
    return zip(parts, other.parts).allSatisfy { left, right in
      switch (left, right) {
      case (.word(let a), .word(let b)): a == b
      case (.number(let a), .number(let b)): NumberedText.same(a, b)
      default: false
      }
    }
  }

  /// Whether two numbers differ by at most one in the last place of the less precise one.
  private static func same(_ a: String, _ b: String) -> Bool {
    guard let x = Double(a), let y = Double(b) else { return false }
    if x == y || (x.isNaN && y.isNaN) { return true }
    guard a.contains(".") || b.contains(".") || a.contains("e") else { return false }
    return abs(x - y) <= 1.01 * max(lastPlace(a), lastPlace(b))
  }

  private static func lastPlace(_ text: String) -> Double {
    let parts = text.lowercased().split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return pow(10, Double(exponent - decimals))
  }
}
