import Foundation

/// Texts with the symbols of formulas.
extension Drawing {
  /// Writes a text with its baseline at `point`; `turned` by a quarter to the left for a vertical axis.
  mutating func text(
    _ text: String, at point: Point, size: Double = 13, color: String = Ink.text, anchor: Anchor = .start,
    bold: Bool = false, turned: Bool = false
  ) {
    let center = "\(NumberText.coordinate(point.x)) \(NumberText.coordinate(point.y))"
    let turn = turned ? " transform=\"rotate(-90 \(center))\"" : ""
    write(
      TypesetText(text), at: point, size: size, color: color, anchor: anchor,
      attributes: (bold ? " font-weight=\"600\"" : "") + turn)
  }

  /// Writes a text, with more attributes of its element.
  mutating func write(
    _ text: TypesetText, at point: Point, size: Double, color: String, anchor: Anchor, attributes: String
  ) {
    add(
      "<text x=\"\(NumberText.coordinate(point.x))\" y=\"\(NumberText.coordinate(point.y))\" "
        + "font-size=\"\(NumberText.coordinate(size))\" fill=\"\(color)\" "
        + "text-anchor=\"\(anchor.rawValue)\"\(attributes)>\(text.spans(size: size))</text>")
  }
}

extension TypesetText {
  static let scriptScale = 0.72

  /// The width in a drawing, about the same in any of the fonts of a page.
  func width(size: Double) -> Double {
    var (width, previous) = (0.0, 0.0)
    let runs = runs
    for (index, run) in runs.enumerated() {
      let own = Self.width(of: run.pieces, size: size)
      let isStacked = index > 0 && run.level != .base && runs[index - 1].level != .base
      width += isStacked ? max(0, own - previous) : own
      previous = own
    }
    return width
  }

  /// The pieces as the content of a text element; an exponent is set above an index.
  func spans(size: Double) -> String {
    var (height, shift, previous) = (0.0, 0.0, 0.0)
    let runs = runs
    return runs.enumerated().map { index, run in
      let wanted = run.level == .base ? 0 : run.level == .lowered ? size * 0.25 : size * -0.38
      let width = Self.width(of: run.pieces, size: size)
      if index > 0, run.level != .base, runs[index - 1].level != .base {
        shift = -previous
        previous = max(previous, width)
      } else {
        previous = width
      }
      let next = index + 1 < runs.count ? runs[index + 1].level : .base
      defer {
        height = wanted
        shift = run.level != .base && next == .base ? previous - width : 0
      }
      return run.pieces.enumerated().map { place, piece in
        span(piece, size: size, up: place == 0 ? wanted - height : 0, right: place == 0 ? shift : 0)
      }.joined()
    }.joined()
  }

  private func span(_ piece: Piece, size: Double, up: Double, right: Double) -> String {
    var attributes = ""
    if right != 0 { attributes += " dx=\"\(NumberText.coordinate(right))\"" }
    if up != 0 { attributes += " dy=\"\(NumberText.coordinate(up))\"" }
    if piece.level != .base {
      attributes += " font-size=\"\(NumberText.coordinate(size * Self.scriptScale))\""
    }
    if piece.isSymbol { attributes += " font-family=\"\(Ink.symbolFont)\" font-style=\"italic\"" }
    let mark = piece.isSymbol ? Self.mark(above: piece.text) : nil
    let text = Markup.escaped(mark.map { String($0.letter) } ?? piece.text)
    let span = attributes.isEmpty ? text : "<tspan\(attributes)>\(text)</tspan>"
    return span
      + (mark.map { Self.span($0, size: size * (piece.level == .base ? 1 : Self.scriptScale)) } ?? "")
  }

  /// A mark above a letter where fonts have no single character, such as a tilde above a C.
  private struct Mark {
    let letter: Character
    let sign: String
    let isArrow: Bool
  }

  private static func mark(above symbol: String) -> Mark? {
    let signs: [Unicode.Scalar: String] = ["\u{303}": "˜", "\u{304}": "¯", "\u{20D7}": "→", "\u{20D6}": "←"]
    let parts = Array(symbol.precomposedStringWithCanonicalMapping.unicodeScalars)
    guard parts.count == 2, let sign = signs[parts[1]] else { return nil }
    return Mark(letter: Character(parts[0]), sign: sign, isArrow: "→←".contains(sign))
  }

  /// The mark, drawn over the previous letter; the next text continues after the letter.
  private static func span(_ mark: Mark, size: Double) -> String {
    let (letterWidth, own) = (0.7 * size, mark.isArrow ? 0.6 : 1)
    let markWidth = (mark.isArrow ? 0.55 : 0.333) * size
    let (up, slant) = ((mark.isArrow ? 0.62 : 0.16) * size, 0.07 * size)
    let back = NumberText.coordinate(-(letterWidth + markWidth) / 2 + slant)
    let on = NumberText.coordinate((letterWidth - markWidth) / 2 - slant)
    return "<tspan dx=\"\(back)\" dy=\"\(NumberText.coordinate(-up))\" "
      + "font-size=\"\(NumberText.coordinate(size * own))\" font-family=\"\(Ink.symbolFont)\">\(mark.sign)</tspan>"
      + "<tspan dx=\"\(on)\" dy=\"\(NumberText.coordinate(up))\">\u{200B}</tspan>"
  }

  private static func width(of pieces: [Piece], size: Double) -> Double {
    pieces.reduce(0) { width, piece in
      let size = size * (piece.level == .base ? 1 : scriptScale)
      return width + piece.text.reduce(0) { $0 + advance($1) } * size
    }
  }

  private static func advance(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "(", ")", "[", "]", " ", "′": 0.34
    case "m", "w", "M", "W", "—", "→", "←", "⟶": 0.88
    case "−", "+", "=", "×", "∂", "σ": 0.6
    case let other where other.isUppercase: 0.68
    default: 0.55
    }
  }
}
