extension CellText {
  /// A line that a message of the compiler quotes and the marks under it, as the user's own text has them.
  ///
  /// - Parameters:
  ///   - quoted: the line as it was compiled; another text is given back as it is.
  ///   - marks: the signs under it, `^` and `~`, or `nil`.
  ///   - line: its number, counted from 1.
  package func shown(_ quoted: String, marks: String?, line: Int) -> (text: String, marks: String?) {
    guard let start = lineStart(line) else { return (quoted, marks) }
    let bytes = Array(source.utf8)
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    var result: [Character?] = []  // the compiled line, `nil` for what the user did not write
    var place = start
    for edit in edits where (start...end).contains(edit.offset) && edit.offset + edit.removed <= end {
      result += String(decoding: bytes[place..<edit.offset], as: UTF8.self).map(\.self)
      // What is put in place of as much stands for it; all else is to go.
      result += edit.text.enumerated().map { $0 < edit.removed ? $1 : nil }
      place = edit.offset + edit.removed
    }
    result += String(decoding: bytes[place..<end], as: UTF8.self).map(\.self)
    let own = String(decoding: bytes[start..<end], as: UTF8.self)
    guard own != quoted, result.count == quoted.count else { return (quoted, marks) }
    return (own, marks.map { Self.without(result.map { $0 == nil }, in: $0) })
  }

  /// Marks with the columns left out that the user did not write; a `^` among them moves to the next column.
  private static func without(_ isLeftOut: [Bool], in marks: String) -> String {
    var kept: [Character] = []
    var isOwed = false
    for (column, mark) in marks.enumerated() {
      if column < isLeftOut.count, isLeftOut[column] {
        isOwed = isOwed || mark == "^"
      } else {
        kept.append(isOwed ? "^" : mark)
        isOwed = false
      }
    }
    return String(kept) + (isOwed ? "^" : "")
  }

  private func lineStart(_ line: Int) -> Int? {
    guard line > 1 else { return line == 1 ? 0 : nil }
    var seen = 1
    for (offset, byte) in source.utf8.enumerated() where byte == UInt8(ascii: "\n") {
      seen += 1
      if seen == line { return offset + 1 }
    }
    return nil
  }
}
