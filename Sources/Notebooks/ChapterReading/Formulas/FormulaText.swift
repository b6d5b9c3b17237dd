import Foundation

/// LaTeX as text that a terminal shows: `W_{xh} \odot H_{t-1}` as `Wₓₕ ⊙ Hₜ₋₁`.
public enum FormulaText {
  /// A formula as lines of text; one line, unless it holds a matrix or several rows.
  public static func lines(_ latex: String) -> [String] {
    lines(latex, isDisplayed: true)
  }

  private static func lines(_ latex: String, isDisplayed: Bool) -> [String] {
    var parser = FormulaParser(latex, isDisplayed: isDisplayed)
    return parser.formula().lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
  }

  /// A formula on one line; the rows of a tall one are put side by side.
  public static func line(_ latex: String) -> String {
    lines(latex, isDisplayed: false).map { line in String(line.drop { $0 == " " }) }.joined(separator: "; ")
  }
}

/// Reads LaTeX from left to right and makes text of it.
struct FormulaParser {
  private var tokens: ArraySlice<FormulaToken>

  private let isDisplayed: Bool

  /// A parser; fractions stand upright only in a formula that `isDisplayed` on lines of its own.
  init(_ latex: String, isDisplayed: Bool) {
    tokens = FormulaToken.all(in: latex)[...]
    self.isDisplayed = isDisplayed
  }

  /// The whole formula; what closes a group that was never opened is left out.
  mutating func formula() -> TextBlock {
    var blocks = [block()]
    while tokens.popFirst() != nil { blocks.append(block()) }
    return TextBlock.row(blocks)
  }

  /// Everything up to the end of the group, the cell, or the formula.
  private mutating func block() -> TextBlock {
    var blocks: [TextBlock] = []
    while let token = tokens.first {
      switch token {
      case .close, .separator, .newRow: return joined(blocks)
      case .command("end"): return joined(blocks)
      case .raise, .lower:
        tokens.removeFirst()
        let script = argument()
        blocks.append(FormulaParser.script(script, raised: token == .raise))
      default: blocks.append(atom())
      }
    }
    return joined(blocks)
  }

  private func joined(_ blocks: [TextBlock]) -> TextBlock {
    let row = TextBlock.row(blocks)
    guard row.lines.count == 1 else { return row }
    return TextBlock(row.lines[0].singlySpaced())
  }

  /// One character, group or command.
  private mutating func atom() -> TextBlock {
    guard let token = tokens.popFirst() else { return TextBlock("") }
    switch token {
    case .character("-"): return TextBlock("−")
    case .character(let character): return TextBlock(String(character))
    case .open:
      let inner = block()
      if tokens.first == .close { tokens.removeFirst() }
      return inner
    case .command(let name): return command(name)
    default: return TextBlock("")
    }
  }

  /// What a command or a script takes: the next group, or the next single character.
  private mutating func argument() -> TextBlock {
    while tokens.first == .character(" ") { tokens.removeFirst() }
    return atom()
  }

  private mutating func command(_ name: String) -> TextBlock {
    if let symbol = FormulaTables.symbols[name] { return symbol == "√" ? root() : TextBlock(symbol) }
    if FormulaTables.transparent.contains(name) { return argument() }
    if let accent = FormulaTables.accents[name] { return accented(argument(), accent) }
    switch name {
    case "frac", "tfrac", "dfrac": return fraction()
    case "mathbb":
      return TextBlock(argument().lines[0].map { FormulaTables.doubleStruck[$0] ?? String($0) }.joined())
    case "textcolor":
      _ = argument()
      return argument()
    case "tag": return TextBlock("    (\(argument().lines[0]))")
    case "begin": return environment()
    default: return TextBlock(name)
    }
  }

  private mutating func root() -> TextBlock {
    let inner = argument()
    return TextBlock.row([TextBlock("√"), FormulaParser.grouped(inner)])
  }

  private mutating func fraction() -> TextBlock {
    let (above, below) = (argument(), argument())
    guard isDisplayed else {
      return TextBlock.row([FormulaParser.grouped(above), TextBlock("/"), FormulaParser.grouped(below)])
    }
    let width = max(above.width, below.width) + 2
    return TextBlock(
      lines: above.centered(in: width).lines + [String(repeating: "─", count: width)]
        + below.centered(in: width).lines,
      baseline: above.lines.count)
  }

  private func accented(_ block: TextBlock, _ accent: Character) -> TextBlock {
    guard block.width == 1 else { return block }
    return TextBlock((block.lines[0] + String(accent)).precomposedStringWithCanonicalMapping)
  }

  private mutating func environment() -> TextBlock {
    let name = argument().lines[0]
    if name == "array" { _ = argument() }
    var rows: [[TextBlock]] = [[]]
    while true {
      rows[rows.count - 1].append(trimmed(block()))
      guard let token = tokens.popFirst() else { break }
      if token == .newRow { rows.append([]) }
      if token == .command("end") {
        _ = argument()
        break
      }
    }
    rows.removeAll { $0.allSatisfy { $0.width == 0 } }
    let (left, right) = FormulaTables.environments[name] ?? (.none, .none)
    let isAligned = name == "aligned"
    let grid = TextBlock.grid(rows, gap: isAligned ? 1 : 2) { isAligned && $0 % 2 == 0 }
    return grid.bracketed(left, right)
  }

  private func trimmed(_ block: TextBlock) -> TextBlock {
    guard block.lines.count == 1 else { return block }
    return TextBlock(block.lines[0].trimmingSpaces())
  }

  /// The block in parentheses, unless it is one number or name.
  private static func grouped(_ block: TextBlock) -> TextBlock {
    let isPlain = block.lines.count == 1 && !block.lines[0].contains { " +−·/=".contains($0) }
    return isPlain ? block : block.bracketed(.leftRound, .rightRound)
  }

  /// A script in small characters where all of them exist, else after `^` or `_`.
  private static func script(_ block: TextBlock, raised: Bool) -> TextBlock {
    let text = block.lines[0].filter { $0 != " " }
    let table = raised ? FormulaTables.superscripts : FormulaTables.subscripts
    let small = text.compactMap { table[$0] }
    if small.count == text.count { return TextBlock(String(small)) }
    let mark = raised ? "^" : "_"
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber } || text.hasPrefix("⟨") || text.hasPrefix("[")
    return TextBlock(isWord ? mark + text : "\(mark)(\(text))")
  }
}

/// The smallest parts of LaTeX.
package enum FormulaToken: Equatable {
  case character(Character)
  case command(String)
  case open, close, raise, lower, separator, newRow

  package static func all(in latex: String) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    var rest = latex[...]
    while let character = rest.popFirst() {
      switch character {
      case "{": tokens.append(.open)
      case "}": tokens.append(.close)
      case "^": tokens.append(.raise)
      case "_": tokens.append(.lower)
      case "&": tokens.append(.separator)
      case "\\": tokens.append(command(from: &rest))
      case "'": tokens.append(.character("′"))
      case _ where character.isWhitespace: tokens.append(.character(" "))
      default: tokens.append(.character(character))
      }
    }
    return tokens
  }

  private static func command(from rest: inout Substring) -> FormulaToken {
    guard let first = rest.first else { return .character("\\") }
    guard first.isASCII && first.isLetter else {
      rest.removeFirst()
      return first == "\\" ? .newRow : .command(String(first))
    }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(name.count)
    return .command(String(name))
  }
}

extension String {
  /// The text with two spaces in a row made one; three or more were asked for and stay.
  func singlySpaced() -> String {
    var result = ""
    var rest = self[...]
    while let first = rest.first {
      let run = rest.prefix { ($0 == " ") == (first == " ") }
      result += run == "  " ? " " : run
      rest = rest[run.endIndex...]
    }
    return result
  }

  /// The text without the spaces at its ends.
  func trimmingSpaces() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
