/// A rectangle of characters, one of whose lines is the line that it is read along.
struct TextBlock: Equatable {
  let lines: [String]
  let baseline: Int

  /// A block of one line.
  init(_ text: String) {
    lines = [text]
    baseline = 0
  }

  /// A block of several lines, filled up to one width.
  init(lines: [String], baseline: Int) {
    let lines = lines.isEmpty ? [""] : lines
    let width = lines.map(\.count).max() ?? 0
    self.lines = lines.map { $0 + String(repeating: " ", count: width - $0.count) }
    self.baseline = baseline
  }

  var width: Int { lines.map(\.count).max() ?? 0 }

  /// Blocks side by side, their baselines on one line.
  static func row(_ blocks: [TextBlock]) -> TextBlock {
    let above = blocks.map(\.baseline).max() ?? 0
    let below = blocks.map { $0.lines.count - $0.baseline - 1 }.max() ?? 0
    let lines = (0...(above + below)).map { line in
      blocks.map { block in
        let index = line - above + block.baseline
        let inside = block.lines.indices.contains(index)
        return inside ? block.lines[index] : String(repeating: " ", count: block.width)
      }.joined()
    }
    return TextBlock(lines: lines, baseline: above)
  }

  /// Rows of blocks in columns; `alignRight` says for each column to which side its blocks lean.
  static func grid(_ rows: [[TextBlock]], gap: Int, alignRight: (Int) -> Bool) -> TextBlock {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    let lines = rows.flatMap { row in
      let cells = (0..<columns).map { column -> TextBlock in
        let cell = column < row.count ? row[column] : TextBlock("")
        let space = TextBlock(String(repeating: " ", count: widths[column] - cell.width))
        let padded = alignRight(column) ? [space, cell] : [cell, space]
        return TextBlock.row(
          padded + [TextBlock(column < columns - 1 ? String(repeating: " ", count: gap) : "")])
      }
      return TextBlock.row(cells).lines
    }
    return TextBlock(lines: lines, baseline: max(0, (lines.count - 1) / 2))
  }

  /// The block in the middle of a wider one.
  func centered(in width: Int) -> TextBlock {
    let left = String(repeating: " ", count: max(0, (width - self.width) / 2))
    return TextBlock(
      lines: lines.map { left + $0 + String(repeating: " ", count: max(0, width - self.width - left.count)) },
      baseline: baseline)
  }

  /// The block between tall brackets.
  func bracketed(_ left: Brackets, _ right: Brackets) -> TextBlock {
    let edges = lines.indices.map { index in
      left.piece(index, of: lines.count) + lines[index] + right.piece(index, of: lines.count)
    }
    return TextBlock(lines: edges, baseline: baseline)
  }
}

/// The characters of one tall bracket.
struct Brackets {
  let single: String
  let top: String
  let middle: String
  let bottom: String

  func piece(_ line: Int, of count: Int) -> String {
    if count == 1 { return single }
    return line == 0 ? top : line == count - 1 ? bottom : middle
  }

  static let none = Brackets(single: "", top: "", middle: "", bottom: "")
  static let leftSquare = Brackets(single: "[", top: "⎡", middle: "⎢", bottom: "⎣")
  static let rightSquare = Brackets(single: "]", top: "⎤", middle: "⎥", bottom: "⎦")
  static let leftRound = Brackets(single: "(", top: "⎛", middle: "⎜", bottom: "⎝")
  static let rightRound = Brackets(single: ")", top: "⎞", middle: "⎟", bottom: "⎠")
  static let leftCurly = Brackets(single: "{", top: "⎧", middle: "⎨", bottom: "⎩")
  static let bar = Brackets(single: "|", top: "│", middle: "│", bottom: "│")
}
