import Foundation

/// One line of a table for spreadsheets, as RFC 4180 describes it.
public struct CSVRow: Sendable, Equatable {
  /// The cells, from left to right.
  public var cells: [String]

  /// A row of cells.
  public init(_ cells: [String]) { self.cells = cells }

  /// The row with its line's end, which is CR LF.
  public var text: String { cells.map(Self.cell).joined(separator: ",") + "\r\n" }

  /// The first bytes of a table for Excel, which otherwise mistakes UTF-8 for the local encoding.
  public static let byteOrderMark = "\u{FEFF}"

  // Everything works on Unicode scalars, as the readers of such tables do: with a combining mark a comma is
  // another character, and still ends a cell.
  private static func cell(_ text: String) -> String {
    let safe = Double(text) == nil ? withoutFormulas(text.printable) : text
    guard safe.unicodeScalars.contains(where: { [",", ";", "\"", "\t", "\n"].contains($0) }) else {
      return safe
    }
    var result = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { result.append("\"") }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }

  /// A spreadsheet treats a cell that begins with one of a few characters as a formula. An apostrophe in
  /// front makes it text. The same applies to text after a semicolon, a tab or a line break, where a
  /// spreadsheet of another country begins a new cell.
  private static func withoutFormulas(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, formulaSigns.contains(scalar) { result.append("'") }
      result.append(scalar)
      isAtStart = [";", "\t", "\n"].contains(scalar) || (isAtStart && isPassedOver(scalar))
    }
    return String(result)
  }

  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// Whether a spreadsheet might look for a formula after it: a space, or an invisible character.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
  }
}
