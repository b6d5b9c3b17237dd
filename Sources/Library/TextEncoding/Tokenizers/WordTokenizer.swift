/// Text as words.
///
/// A word is a run of letters, digits and marks; an apostrophe or hyphen between letters, and a point or comma
/// between digits, belong to it: `don't`, `well-known`, `3.14`, `1,000` are one word each. Every other
/// character that is not whitespace is punctuation, a token of its own: `?!` is two.
///
/// Characters that a reader does not see, such as a byte order mark or a soft hyphen, are neither: they are kept
/// inside a word and dropped everywhere else. So `co`, a soft hyphen and `operate` are one word, and lossless; to
/// count it with `cooperate`, remove soft hyphens from the text first. The zero-width space separates words.
///
/// Languages that write no spaces between words, such as Chinese and Japanese, give one token a run of
/// characters; they need a dictionary, or ``BytePairEncoding``.
///
/// Words keep meaning in one piece and sequences short; the price is a large vocabulary that never holds every
/// word.
public struct WordTokenizer: Tokenizer, Equatable {
  /// The treatment of uppercase letters.
  public enum LetterCase: String, Codable, Sendable, Equatable {
    /// `The` and `the` stay two tokens.
    case preserved = "kept"
    /// `The` becomes `the`.
    case lowercased = "lowered"
  }

  /// The treatment of punctuation.
  public enum Punctuation: String, Codable, Sendable, Equatable {
    /// Each mark is a token: `Stop!` gives `Stop` and `!`.
    case separate
    /// Marks are dropped.
    case dropped
    /// Only whitespace and zero-width spaces separate: `Stop!` is one token.
    case attached
  }

  /// The treatment of uppercase letters.
  public let letterCase: LetterCase
  /// The treatment of punctuation.
  public let punctuation: Punctuation

  /// A tokenizer with the given choices.
  public init(letterCase: LetterCase = .preserved, punctuation: Punctuation = .separate) {
    self.letterCase = letterCase
    self.punctuation = punctuation
  }

  /// The words of a text, and its punctuation unless that is dropped.
  public func tokens(of text: String) -> [String] {
    let text = letterCase == .lowercased ? text.lowercased() : text
    if punctuation == .attached { return Self.parts(of: text) }
    var tokens: [String] = []
    var index = text.startIndex
    while index < text.endIndex {
      let kind = Kind(text[index])
      let end = kind.isWordly ? Self.endOfWord(from: index, in: text) : text.index(after: index)
      if kind.isWordly || kind == .other && punctuation == .separate {
        tokens.append(String(text[index..<end]))
      }
      index = end
    }
    return tokens
  }

  /// The tokens with a space between any two, except before a closing mark such as `,` and after an opening one
  /// such as `(`.
  ///
  /// Undoes ``tokens(of:)`` only for texts that are spaced like that: line breaks, double spaces, the side on
  /// which a straight quote stood, lowered case, and invisible characters outside words are not in the tokens.
  public func text(of tokens: [String]) -> String {
    var text = ""
    var isGlued = true
    for token in tokens {
      let mark = punctuation == .separate && token.count == 1 ? token.first?.visiblePart : nil
      let gluesToPrevious = mark.map(Self.closing.contains) ?? false
      if !isGlued && !gluesToPrevious { text += " " }
      text += token
      isGlued = mark.map(Self.opening.contains) ?? false
    }
    return text
  }

  private static let closing: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "]", "}", "…", "”", "»"]
  private static let opening: Set<Character> = ["(", "[", "{", "“", "«"]
}

extension WordTokenizer {
  private enum Kind {
    case letter, digit, whitespace, invisible, other

    init(_ character: Character) {
      // The tables of Unicode take most of the time of cutting, and most characters need none.
      if let byte = character.asciiValue {
        self.init(ascii: byte)
      } else if character.isInvisible {
        self = character == .zeroWidthSpace ? .whitespace : .invisible
      } else if character.isLetter {
        self = .letter
      } else if character.isNumber {
        self = .digit
      } else {
        self = character.isWhitespace ? .whitespace : .other
      }
    }

    private init(ascii byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .letter
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
      case 0x09...0x0D, UInt8(ascii: " "): self = .whitespace
      default: self = .other
      }
    }

    var isWordly: Bool { self == .letter || self == .digit }
  }

  /// The end of the word that starts at `start`: past inner marks that have a fitting neighbor on both sides.
  private static func endOfWord(from start: String.Index, in text: String) -> String.Index {
    var last = Kind(text[start])
    var end = text.index(after: start)
    while true {
      var index = firstVisible(from: end, in: text)
      guard index < text.endIndex else { return end }
      var kind = Kind(text[index])
      if !kind.isWordly {
        let mark = text[index].visiblePart
        index = kind == .other ? firstVisible(from: text.index(after: index), in: text) : text.endIndex
        guard index < text.endIndex else { return end }
        kind = Kind(text[index])
        guard joins(mark, last, kind) else { return end }
      }
      last = kind
      end = text.index(after: index)
    }
  }

  /// The first place from `start` on that holds something to see.
  private static func firstVisible(from start: String.Index, in text: String) -> String.Index {
    var index = start
    while index < text.endIndex, Kind(text[index]) == .invisible { index = text.index(after: index) }
    return index
  }

  /// The parts between whitespace, without invisible characters around them.
  private static func parts(of text: String) -> [String] {
    text.split { Kind($0) == .whitespace }.compactMap { part in
      guard let first = part.firstIndex(where: { Kind($0) != .invisible }),
        let last = part.lastIndex(where: { Kind($0) != .invisible })
      else { return nil }
      return String(part[first...last])
    }
  }

  private static func joins(_ mark: Character, _ before: Kind, _ after: Kind) -> Bool {
    switch mark {
    case "'", "’", "-", "\u{2010}": before == .letter && after == .letter
    case ".", ",": before == .digit && after == .digit
    default: false
    }
  }
}
