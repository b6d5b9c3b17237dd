import ChapterReading
import Formats

/// Reads LaTeX from left to right and writes MathML.
struct MathMLParser {
  var tokens: ArraySlice<FormulaToken>
  /// What `\tag` gave.
  var tag: String?
  /// The commands that were not understood, as they came.
  var unknown: [String] = []

  init(_ latex: String) { tokens = FormulaToken.all(in: latex)[...] }

  /// The whole formula; what closes a group that was never opened is left out.
  mutating func formula() -> String {
    var result = row()
    while tokens.popFirst() != nil { result += row() }
    return result
  }

  /// Everything up to the end of the group, the cell, or the formula.
  mutating func row() -> String {
    var result = ""
    while let token = tokens.first {
      switch token {
      case .close, .separator, .newRow, .command("end"), .command("right"): return result
      case .character(" "): tokens.removeFirst()
      default:
        if isFunction(token), endsInOperand(result) { result += "<mspace width=\"0.17em\"/>" }
        result += scripted(atom())
      }
    }
    return result
  }

  private func isFunction(_ token: FormulaToken) -> Bool {
    guard case .command(let name) = token else { return false }
    return MathMLTables.functions.contains(name)
      || MathMLTables.operators[name]?.allSatisfy { $0.isLetter || $0 == " " } == true
  }

  /// Whether a formula so far ends in what a function can follow as a factor, and not in a sign.
  private func endsInOperand(_ formula: String) -> Bool {
    guard !formula.isEmpty, !formula.hasSuffix("/>") else { return false }
    return !formula.hasSuffix("</mo>") || [")</mo>", "]</mo>"].contains { formula.hasSuffix($0) }
  }

  /// What a command or a script takes: the next group, or the next single sign.
  mutating func argument() -> String {
    while tokens.first == .character(" ") { tokens.removeFirst() }
    return "<mrow>\(atom(isSingle: true).text)</mrow>"
  }

  /// A piece of a formula, and whether its scripts stand above and below it.
  struct Atom {
    var text: String
    var takesLimits = false
  }

  /// One number, letter, sign, group or command.
  ///
  /// - Parameter isSingle: whether a number is its first digit alone, as in a script without braces.
  mutating func atom(isSingle: Bool = false) -> Atom {
    guard let token = tokens.popFirst() else { return Atom(text: "") }
    switch token {
    case .character(let character) where character.isNumber:
      return Atom(text: number(from: character, isSingle: isSingle))
    case .character(let character): return Atom(text: Self.sign(character))
    case .open:
      let inner = row()
      if tokens.first == .close { tokens.removeFirst() }
      return Atom(text: "<mrow>\(inner)</mrow>")
    case .command(let name): return command(name)
    case .raise, .lower: return Atom(text: "<mrow></mrow>" + argument())
    default: return Atom(text: "")
    }
  }

  private mutating func number(from first: Character, isSingle: Bool) -> String {
    var digits = String(first)
    while !isSingle, case .character(let next)? = tokens.first,
      next.isNumber || (next == "." && isDigit(after: 1))
    {
      digits.append(next)
      tokens.removeFirst()
    }
    return "<mn>\(digits)</mn>"
  }

  private func isDigit(after distance: Int) -> Bool {
    let index = tokens.startIndex + distance
    guard index < tokens.endIndex, case .character(let character) = tokens[index] else { return false }
    return character.isNumber
  }

  /// A letter or a sign of the keyboard.
  static func sign(_ character: Character) -> String {
    let text = XMLText.content(String(character))
    if character == "-" { return "<mo>−</mo>" }
    if character.isLetter { return "<mi>\(text)</mi>" }
    if "|‖".contains(character) { return "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">\(text)</mo>" }
    return MathMLTables.fences.contains(character)
      ? "<mo stretchy=\"false\">\(text)</mo>" : "<mo>\(text)</mo>"
  }

  /// An atom with the scripts that follow it.
  private mutating func scripted(_ atom: Atom) -> String {
    var (lower, upper): (String?, String?)
    while let token = tokens.first, [.raise, .lower, .character("′")].contains(token) {
      tokens.removeFirst()
      switch token {
      case .lower: lower = argument()
      case .raise: upper = (upper ?? "") + argument()
      default: upper = (upper ?? "") + "<mo>′</mo>"
      }
    }
    let names = atom.takesLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup")
    switch (lower, upper) {
    case (nil, nil): return atom.text
    case (let lower?, nil): return "<\(names.0)>\(atom.text)\(lower)</\(names.0)>"
    case (nil, let upper?): return "<\(names.1)>\(atom.text)<mrow>\(upper)</mrow></\(names.1)>"
    case (let lower?, let upper?):
      return "<\(names.2)>\(atom.text)\(lower)<mrow>\(upper)</mrow></\(names.2)>"
    }
  }
}
