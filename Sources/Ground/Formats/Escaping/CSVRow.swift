import Foundation

/// One line of a table for spreadsheets, as RFC 4180 describes it.
public struct CSVRow: Sendable, Equatable {
  /// The cells, from left to right.
  public var cells: [String]

  /// A row of cells.
  public init(_ cells: [String]) { self.cells = cells }

  /// The row with its line's end, which is CR LF.
  public var text: String { cells.map(Self.cell).joined(separator: ",") + "\r\n" }

  private static func cell(_ text: String) -> String {
    let safe = Double(text) == nil ? withoutFormulas(text.printable) : text
    guard safe.contains(where: { ",;\"\t\n".contains($0) }) else { return safe }
    return "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// A spreadsheet takes a cell for a formula that begins with one of a few signs. An apostrophe in front makes it
  /// text. The same goes for what follows a semicolon, a tab or a line's end, where a spreadsheet of another country
  /// begins a new cell.
  private static func withoutFormulas(_ text: String) -> String {
    var result = ""
    var isAtStart = true
    for character in text {
      if isAtStart, "=+-@＝＋－＠".contains(character) { result += "'" }
      result.append(character)
      isAtStart = ";\t\n".contains(character) || (isAtStart && character == " ")
    }
    return result
  }
}
