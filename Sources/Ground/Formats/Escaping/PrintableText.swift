extension String {
  /// The text without characters that a terminal, a page or a parser would obey instead of show.
  ///
  /// Students choose names, messages and output. Line breaks and tabs stay; every other control character is
  /// shown by its symbol (`␛` for escape), and characters that change the writing direction, or are not
  /// characters at all, by `�`. The result is also allowed in XML 1.0.
  public var printable: String {
    var result = ""
    result.unicodeScalars.reserveCapacity(unicodeScalars.count)
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      if scalar == "\r" {
        result.unicodeScalars.append("\n")
      } else if !(scalar == "\n" && previous == "\r") {
        result.unicodeScalars.append(Self.shown(scalar))
      }
      previous = scalar
    }
    return result
  }

  /// The printable text on a single line.
  public var printableLine: String {
    String(printable.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A: return scalar
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "�"
    case 0x7F: return "␡"
    case 0x80..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: return "�"
    case let value where value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= value: return "�"
    default: return scalar
    }
  }
}
