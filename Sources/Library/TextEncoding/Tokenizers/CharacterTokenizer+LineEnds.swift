extension CharacterTokenizer {
  /// The line end of the text that the vocabulary was taken from, or `nil` if it had none: a single character, even
  /// the `\r\n` of Windows, which is another one than `\n`. Of several, `\n` comes first.
  public var lineEnd: Character? {
    Self.lineEnds.first { vocabulary.index(of: String($0)) != nil }
  }

  /// A text with the vocabulary's line end instead of those that the vocabulary lacks.
  ///
  /// What is typed has other line ends than a file from Windows. A text in which every character is known stays
  /// unchanged, and so does one for a vocabulary without line ends.
  public func fittingLineEnds(in text: String) -> String {
    guard let lineEnd else { return text }
    return String(
      text.map { character in
        Self.lineEnds.contains(character) && vocabulary.index(of: String(character)) == nil
          ? lineEnd : character
      })
  }

  private static let lineEnds: [Character] = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
