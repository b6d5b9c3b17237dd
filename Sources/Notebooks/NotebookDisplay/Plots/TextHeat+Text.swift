extension TextHeat {
  /// The text in characters, with a line of marks and a line of the most likely next tokens below each line.
  func text(caption: String?) -> String {
    let body = lines.flatMap { text(of: $0) + [""] }
    let marks = colors.marks
    let (low, high) = (short(range.lowerBound, digits: 2), short(range.upperBound, digits: 2))
    let legend = "\(marks[0]) \(low) … \(marks[marks.count - 1]) \(high): \(label)"
    let note = nextTokens.isEmpty ? "" : "; below: the most likely next"
    return ([caption].compactMap(\.self) + body + [legend + note]).joined(separator: "\n")
  }

  private func text(of line: Range<Int>) -> [String] {
    var rows = [line.map(shown).joined(), line.map(mark).joined()]
    if !nextTokens.isEmpty { rows.append(line.map(mostLikely).joined()) }
    return rows.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  private func mark(_ index: Int) -> String {
    let mark = values[index].isFinite ? colors.mark(at: fraction(values[index])) : "?"
    return String(repeating: mark, count: shown(index).count)
  }

  private func mostLikely(after index: Int) -> String {
    let (width, next) = (shown(index).count, nextTokens[index].first.map(TextHeat.visible) ?? "")
    return String(next.prefix(width)) + String(repeating: " ", count: max(0, width - next.count))
  }
}
