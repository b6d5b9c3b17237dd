/// Characters that a reader does not see: the code points that Unicode calls default-ignorable, such as the byte order
/// mark U+FEFF, the soft hyphen, the zero-width space, joiners, direction marks and variation selectors.
///
/// They are neither words nor punctuation. Inside a character, as in 👩‍👩‍👧, they are a part of it.
extension Character {
  /// Whether the whole character is invisible.
  var isInvisible: Bool {
    !isASCII && unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
  }

  /// The visible part of the character: a period with a variation selector is a period.
  var visiblePart: Character {
    guard !isASCII, unicodeScalars.count > 1 else { return self }
    let seen = String(
      String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
    // Without its joiners, a family of emoji would be several characters.
    return seen.count == 1 ? Character(seen) : self
  }

  /// Allows a line to break, and separates words in scripts that write no spaces between them.
  static let zeroWidthSpace: Character = "\u{200B}"
}
