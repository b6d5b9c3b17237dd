/// A text colored by a number per character or token, for example by one unit of the state while a network reads, or
/// by its surprise.
///
/// ```swift
/// show(
///   TextHeat("say \"yes\" now", values: states.map { $0[0, unit] }, label: "unit \(unit)"),
///   caption: "A unit that is on between quotation marks")
/// ```
public struct TextHeat: Sendable {
  /// The characters or tokens, in order.
  public let tokens: [String]
  /// A number for each.
  public let values: [Double]
  /// The meaning of the numbers.
  public let label: String
  /// The colors of the numbers.
  public let colors: HeatMap.Colors
  /// The most likely tokens after each token, the most likely first; empty to show none.
  public let nextTokens: [[String]]
  let range: ClosedRange<Double>

  /// A text by its tokens.
  ///
  /// - Parameters:
  ///   - tokens: the characters or tokens.
  ///   - values: a number for each.
  ///   - label: the meaning of the numbers.
  ///   - colors: two colors around zero, or one from little to much.
  ///   - nextTokens: the network's most likely tokens after each token; up to five are shown below it.
  /// - Precondition: there is at least one token, one value per token, and either no lists of next tokens or one per
  ///   token.
  public init(
    tokens: [String], values: [Double], label: String, colors: HeatMap.Colors = .diverging,
    nextTokens: [[String]] = []
  ) {
    precondition(!tokens.isEmpty, "a text without tokens has nothing to draw")
    precondition(
      tokens.count == values.count, "a text of \(tokens.count) tokens cannot have \(values.count) values")
    precondition(
      nextTokens.isEmpty || nextTokens.count == tokens.count,
      "a text of \(tokens.count) tokens cannot have \(nextTokens.count) lists of next tokens")
    self.tokens = tokens
    self.values = values
    self.label = label
    self.colors = colors
    self.nextTokens = nextTokens.map { Array($0.prefix(5)) }
    range = colors.range(of: values)
  }

  /// A text by its characters.
  ///
  /// - Precondition: there is at least one character, one value per character, and either no lists of next tokens or one
  ///   per character.
  public init(
    _ text: String, values: [Double], label: String, colors: HeatMap.Colors = .diverging,
    nextTokens: [[String]] = []
  ) {
    self.init(
      tokens: text.map { String($0) }, values: values, label: label, colors: colors, nextTokens: nextTokens)
  }

  /// The tokens of each line: at most 44 characters, broken after a space if possible, and after every line end.
  var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < tokens.count {
      let end = lineEnd(from: start)
      lines.append(start..<end)
      start = end
    }
    return lines
  }

  private func lineEnd(from start: Int) -> Int {
    var width = 0
    var lastBlank: Int?
    for index in start..<tokens.count {
      width += shown(index).count
      if width > 44 && index > start { return lastBlank ?? index }
      if tokens[index].contains("\n") { return index + 1 }
      if tokens[index].contains(" ") { lastBlank = index + 1 }
    }
    return tokens.count
  }

  /// The visible form of a token, with a sign for a line end.
  func shown(_ index: Int) -> String { TextHeat.visible(tokens[index]) }

  static func visible(_ token: String) -> String {
    token.replacing("\n", with: "⏎").replacing("\t", with: "⇥")
  }

  func fraction(_ value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// A description of the picture in words.
  var summary: String {
    let text = tokens.map(TextHeat.visible).joined()
    let start = text.count > 160 ? text.prefix(160) + "…" : text[...]
    let ranked = values.indices.filter { values[$0].isFinite }.sorted { values[$0] < values[$1] }
    guard let low = ranked.first, let high = ranked.last else { return "Text: \(start)" }
    return "Text colored by \(label): \(start) "
      + "Lowest \(short(values[low])) at '\(shown(low))', position \(low + 1); "
      + "highest \(short(values[high])) at '\(shown(high))', position \(high + 1)."
  }
}

extension TextHeat: Displayable {
  /// The text as a drawing, as an image element for a page, and with lines of marks for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(title: caption ?? "Text by \(label)"), plain: text(caption: caption))
  }
}
