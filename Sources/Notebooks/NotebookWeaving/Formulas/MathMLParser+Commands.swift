import ChapterReading
import Formats

extension MathMLParser {
  /// What a command stands for, with the arguments that it takes.
  mutating func command(_ name: String) -> Atom {
    if let width = MathMLTables.spaces[name] { return Atom(text: "<mspace width=\"\(width)em\"/>") }
    if let sign = MathMLTables.operators[name] {
      return Atom(text: "<mo movablelimits=\"true\"\(gap)>\(sign)</mo>", takesLimits: true)
    }
    if MathMLTables.functions.contains(name) {
      return Atom(text: "<mo form=\"prefix\" lspace=\"0\"\(gap)>\(name)</mo>")
    }
    if let mark = MathMLTables.over[name] {
      // As accents, a bar and a tilde touch their letter.
      let isClose = !["¯", "˜"].contains(mark)
      return Atom(
        text: "<mover accent=\"\(isClose)\">\(argument())<mo>\(mark)</mo></mover>", takesLimits: mark == "⏞")
    }
    if FormulaTables.transparent.contains(name), name != "underbrace" { return Atom(text: styled(name)) }
    return structure(name) ?? Atom(text: symbol(name))
  }

  /// The space between a function's name and what it is applied to: none before a bracket and at the end.
  private var gap: String {
    let next = tokens.first { $0 != .character(" ") }
    return next == nil || next == .character("(") ? " rspace=\"0\"" : " rspace=\"0.17em\""
  }

  private mutating func structure(_ name: String) -> Atom? {
    switch name {
    case "frac", "dfrac": return Atom(text: "<mfrac>\(argument())\(argument())</mfrac>")
    case "tfrac":
      return Atom(text: "<mstyle displaystyle=\"false\"><mfrac>\(argument())\(argument())</mfrac></mstyle>")
    case "binom":
      let parts = "<mfrac linethickness=\"0\">\(argument())\(argument())</mfrac>"
      return Atom(text: "<mrow><mo>(</mo>\(parts)<mo>)</mo></mrow>")
    case "sqrt": return Atom(text: "<msqrt>\(argument())</msqrt>")
    case "textcolor":
      let color = XMLText.attribute(words())
      return Atom(text: "<mstyle mathcolor=\"\(color)\">\(argument())</mstyle>")
    case "underbrace":
      return Atom(text: "<munder>\(argument())<mo>⏟</mo></munder>", takesLimits: true)
    case "underset", "overset":
      let (mark, base) = (argument(), argument())
      let element = name == "underset" ? "munder" : "mover"
      return Atom(text: "<\(element)>\(base)\(mark)</\(element)>")
    case "left": return Atom(text: fenced())
    case "begin": return Atom(text: environment())
    case "tag":
      tag = words()
      return Atom(text: "")
    case "big", "bigl", "bigr", "Big", "Bigl", "Bigr":
      return Atom(text: "<mo minsize=\"1.3em\" maxsize=\"1.3em\">\(XMLText.content(delimiter()))</mo>")
    case "displaystyle", "textstyle", "limits": return Atom(text: "")
    default: return nil
    }
  }

  private mutating func symbol(_ name: String) -> String {
    guard let text = FormulaTables.symbols[name] else {
      unknown.append(name)
      return "<mtext>\(XMLText.content(name))</mtext>"
    }
    guard let first = text.first else { return "" }
    if name == "mid" { return "<mo lspace=\"0.28em\" rspace=\"0.28em\">|</mo>" }
    let isCapital = first.isUppercase
    if isCapital || MathMLTables.ordinary.contains(text) { return "<mi mathvariant=\"normal\">\(text)</mi>" }
    return Self.sign(first)
  }

  /// Letters in a style of their own.
  private mutating func styled(_ name: String) -> String {
    switch name {
    case "text", "textbf", "textit":
      return "<mtext>\(XMLText.content(words()).replacingSpaces())</mtext>"
    case "mathrm", "operatorname", "mathtt", "mathsf":
      return "<mi mathvariant=\"normal\">\(XMLText.content(words()))</mi>"
    case "mathbf", "boldsymbol": return "<mrow style=\"font-weight: bold\">\(argument())</mrow>"
    default: return argument()
    }
  }

  /// A group's characters as they stand.
  mutating func words() -> String {
    guard tokens.popFirst() == .open else { return "" }
    var text = ""
    while let token = tokens.popFirst(), token != .close {
      switch token {
      case .character(let character): text.append(character)
      case .command(let name): text += FormulaTables.symbols[name] ?? name
      case .lower: text += "_"
      case .raise: text += "^"
      default: break
      }
    }
    return text
  }

  /// What stands between `\left` and `\right`, its brackets as tall as it is.
  private mutating func fenced() -> String {
    let left = delimiter()
    let inner = row()
    var right = ""
    if tokens.first == .command("right") {
      tokens.removeFirst()
      right = delimiter()
    }
    return "<mrow>\(bracket(left))\(inner)\(bracket(right))</mrow>"
  }

  private func bracket(_ text: String) -> String {
    text.isEmpty || text == "." ? "" : "<mo fence=\"true\" stretchy=\"true\">\(XMLText.content(text))</mo>"
  }

  private mutating func delimiter() -> String {
    while tokens.first == .character(" ") { tokens.removeFirst() }
    switch tokens.popFirst() {
    case .character(let character)?: return String(character)
    case .command(let name)?: return FormulaTables.symbols[name] ?? name
    default: return ""
    }
  }

  private mutating func environment() -> String {
    let name = words()
    if name == "array" { _ = words() }
    var rows: [[String]] = [[]]
    while true {
      rows[rows.count - 1].append(row())
      guard let token = tokens.popFirst() else { break }
      if token == .newRow { rows.append([]) }
      if token == .command("end") {
        _ = words()
        break
      }
    }
    rows.removeAll { $0.allSatisfy(\.isEmpty) }
    let table = table(rows, isAligned: name == "aligned", leansLeft: name == "cases")
    let (left, right) = MathMLTables.environments[name] ?? ("", "")
    return "<mrow>\(bracket(left))\(table)\(bracket(right))</mrow>"
  }

  /// Rows and cells; those of `aligned` lean to the sign between them.
  private func table(_ rows: [[String]], isAligned: Bool, leansLeft: Bool) -> String {
    let lines = rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let side = leansLeft ? "left" : !isAligned ? "center" : column % 2 == 0 ? "right" : "left"
        return "<mtd class=\"\(isAligned ? "aligned " : "")\(side)\"><mrow>\(cell)</mrow></mtd>"
      }
      return "<mtr>\(cells.joined())</mtr>"
    }
    let style = isAligned ? " displaystyle=\"true\"" : ""
    return "<mtable\(style)>\(lines.joined())</mtable>"
  }
}

extension String {
  /// The text with spaces that a browser keeps at its ends.
  fileprivate func replacingSpaces() -> String { map { $0 == " " ? "\u{A0}" : String($0) }.joined() }
}
