/// A text each of whose characters, or tokens, lies on the color of a number: what one unit of a state does while
/// a network reads, or how surprised it is.
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
  /// What the numbers are.
  public let label: String
  /// Which colors they take.
  public let colors: HeatMap.Colors
  /// What may come after each token, the most likely first; empty if that is not shown.
  public let nextTokens: [[String]]
  let range: ClosedRange<Double>

  /// A text by its tokens.
  ///
  /// - Parameters:
  ///   - tokens: the characters or tokens.
  ///   - values: a number for each.
  ///   - label: what the numbers are.
  ///   - colors: two colors around zero, or one from little to much.
  ///   - nextTokens: what the network takes for the most likely next ones after each token; of at most five each stands
  ///     below the token.
  /// - Precondition: there is a token, and as many values, and lists of next ones if there are any, as tokens.
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
  /// - Precondition: there is a character, and as many values, and lists of next ones if there are any, as characters.
  public init(
    _ text: String, values: [Double], label: String, colors: HeatMap.Colors = .diverging,
    nextTokens: [[String]] = []
  ) {
    self.init(
      tokens: text.map { String($0) }, values: values, label: label, colors: colors, nextTokens: nextTokens)
  }

  /// The tokens of each line: at most 56 characters, broken behind a blank where there is one, and behind every line end.
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
      if width > 56 && index > start { return lastBlank ?? index }
      if tokens[index].contains("\n") { return index + 1 }
      if tokens[index].contains(" ") { lastBlank = index + 1 }
    }
    return tokens.count
  }

  /// A token as it is drawn: a line end as a sign.
  func shown(_ index: Int) -> String { TextHeat.visible(tokens[index]) }

  static func visible(_ token: String) -> String {
    token.replacing("\n", with: "⏎").replacing("\t", with: "⇥")
  }

  func fraction(_ value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// What the picture shows, in words.
  var summary: String {
    let text = tokens.map(TextHeat.visible).joined()
    let start = text.count > 160 ? text.prefix(160) + "…" : text[...]
    let ranked = values.indices.filter { values[$0].isFinite }.sorted { values[$0] < values[$1] }
    guard let low = ranked.first, let high = ranked.last else { return "Text: \(start)" }
    return "Text colored by \(label): \(start) "
      + "Lowest \(short(values[low])) at '\(shown(low))', place \(low + 1); "
      + "highest \(short(values[high])) at '\(shown(high))', place \(high + 1)."
  }
}

extension TextHeat: Displayable {
  /// The text as a drawing, as an image element for a page, and with a line of marks below it for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(title: caption ?? "Text by \(label)"), plain: text(caption: caption))
  }
}
