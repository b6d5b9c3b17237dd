import Exercise02Tokenizers
import GradingSupport

/// Task 1: words and characters.
final class WordTests: GradedTestCase {
  private func makeExample() -> TextExample {
    var generator = makeGenerator()
    return TextExample(using: &generator)
  }

  private let place = "how words(in:lowercased:) decides what belongs to a word"

  /// The words of a text with each known mistake.
  private func knownSuspects(_ text: String) -> [ValueSuspect<[String]>] {
    WordOracle.Mistake.allCases.map {
      ValueSuspect($0.description, at: "words(in:lowercased:)", WordOracle.words(in: text, $0))
    }
  }

  /// The tokens, with every apostrophe and hyphen split off.
  private func split(_ tokens: [String]) -> [String] {
    tokens.flatMap { token -> [String] in
      var parts: [String] = []
      for character in token {
        if "'’-".contains(character) || parts.isEmpty || "'’-".contains(parts[parts.count - 1]) {
          parts.append(String(character))
        } else {
          parts[parts.count - 1].append(character)
        }
      }
      return parts
    }
  }

  func testTask1_wordsStayWholeAndEveryMarkIsItsOwnToken() throws {
    try grade {
      let example = makeExample()
      try assertEqual(
        words(in: example.text, lowercased: false), example.tokens, "words(in:) of \(quoted(example.text))",
        suspects: [
          ValueSuspect(
            "only whitespace separates, so that marks stick to words", at: place,
            TextExample.cut(example.text, where: \.isWhitespace)),
          ValueSuspect(
            "an apostrophe or hyphen cuts a word in two", at: place, split(example.tokens)),
          ValueSuspect(
            "punctuation is skipped", at: place,
            example.tokens.filter { $0.contains { $0.isLetter || $0.isNumber } }),
          ValueSuspect(
            "the last token is lost at the end of the text", at: "the end of words(in:lowercased:)",
            Array(example.tokens.dropLast())),
        ] + knownSuspects(example.text))
    }
  }

  func testTask1_apostrophesAndHyphensJoinLettersOnly() throws {
    try grade {
      let text = "'tis the dogs' - a well-known 'rule' 7-8 don’t"
      let expected = [
        "'", "tis", "the", "dogs", "'", "-", "a", "well-known", "'", "rule", "'", "7", "-", "8", "don’t",
      ]
      try assertEqual(
        words(in: text, lowercased: false), expected, "words(in:) of \(quoted(text))",
        suspects: [
          ValueSuspect("an apostrophe or hyphen cuts a word in two", at: place, split(expected)),
          ValueSuspect(
            "every apostrophe and hyphen belongs to a word", at: place,
            TextExample.cut(text, where: \.isWhitespace)),
          ValueSuspect(
            "the last word is lost at the end of the text", at: "the end of words(in:lowercased:)",
            Array(expected.dropLast())),
        ] + knownSuspects(text),
        hint: "An apostrophe or hyphen belongs to a word only with a letter on both sides of it.")
    }
  }

  func testTask1_aMarkWithALetterOnOneSideIsItsOwnToken() throws {
    try grade {
      let cases: [(text: String, tokens: [String])] = [
        ("-well", ["-", "well"]), ("’tis", ["’", "tis"]), ("rule'", ["rule", "'"]), ("stop-", ["stop", "-"]),
        ("the keepers’", ["the", "keepers", "’"]), ("a--b", ["a", "-", "-", "b"]),
        ("don''t", ["don", "'", "'", "t"]),
        ("x -y z- w", ["x", "-", "y", "z", "-", "w"]), ("7-a a'7", ["7", "-", "a", "a", "'", "7"]),
        ("-", ["-"]), ("x2-y 7’8", ["x2", "-", "y", "7", "’", "8"]),
        ("o'clock-ish", ["o'clock-ish"]), ("sea–side", ["sea", "–", "side"]), ("a.b", ["a", ".", "b"]),
        ("sea_side", ["sea", "_", "side"]), ("3.14", ["3", ".", "14"]),
      ]
      for (text, tokens) in cases {
        try assertEqual(
          words(in: text, lowercased: false), tokens, "words(in:) of \(quoted(text))",
          suspects: [
            ValueSuspect(
              text.contains { "'’-".contains($0) }
                ? "an apostrophe or hyphen at an end of the text or of a word belongs to the word"
                : "a mark that is neither an apostrophe nor a hyphen belongs to the word", at: place,
              TextExample.cut(text, where: \.isWhitespace)),
            ValueSuspect(
              "a single mark at an end of the text is lost", at: place,
              tokens.filter { $0.contains(where: \.isLetter) }),
          ] + knownSuspects(text),
          hint: "An apostrophe or hyphen belongs to a word only with a letter on both sides of it.")
      }
    }
  }

  func testTask1_lettersAreThoseOfAnyAlphabet() throws {
    try grade {
      let text = "Ça va, Søren? Été à Łódź: Ωμέγα-3"
      let expected = ["Ça", "va", ",", "Søren", "?", "Été", "à", "Łódź", ":", "Ωμέγα", "-", "3"]
      func isPlain(_ character: Character) -> Bool { character.isASCII && character.isLetter }
      // A letter that is not among a … z becomes its own token, and cuts its word in two.
      let plain = expected.flatMap { token -> [String] in
        guard token.contains(where: \.isLetter) else { return [token] }
        return token.reduce(into: []) { parts, character in
          if isPlain(character), let last = parts.last?.last, isPlain(last) {
            parts[parts.count - 1].append(character)
          } else {
            parts.append(String(character))
          }
        }
      }
      try assertEqual(
        words(in: text, lowercased: false), expected, "words(in:) of \(quoted(text))",
        suspects: [ValueSuspect("only a to z are treated as letters", at: place, plain)]
          + knownSuspects(text),
        hint: "Ask each Character whether it isLetter: é and Ω are letters too.")
    }
  }

  func testTask1_uppercaseBecomesLowercaseOnlyOnRequest() throws {
    try grade {
      let text = "The Lamp, the lamp; THE END"
      let kept = ["The", "Lamp", ",", "the", "lamp", ";", "THE", "END"]
      let small = kept.map { $0.lowercased() }
      let start = "the start of words(in:lowercased:)"
      try assertEqual(
        words(in: text, lowercased: true), small, "words(in: \(quoted(text)), lowercased: true)",
        suspects: [
          ValueSuspect("uppercase letters are kept even if lowercased is true", at: start, kept),
          ValueSuspect(
            "letters become uppercase instead of lowercase", at: start,
            kept.map { $0.uppercased() }),
          ValueSuspect(
            "only the first letter of a word becomes lowercase", at: start,
            kept.map { $0.prefix(1).lowercased() + $0.dropFirst() }),
        ])
      try assertEqual(
        words(in: text, lowercased: false), kept, "words(in: \(quoted(text)), lowercased: false)",
        suspects: [ValueSuspect("letters become lowercase even if lowercased is false", at: start, small)])
    }
  }

  func testTask1_anyWhitespaceSeparatesAndNoneIsAToken() throws {
    try grade {
      let text = "  one\ttwo\n\nthree \u{A0} four "
      try assertEqual(
        words(in: text, lowercased: false), ["one", "two", "three", "four"], "words(in:) of \(quoted(text))",
        suspects: knownSuspects(text), hint: "Tabs, line breaks and non-breaking spaces are whitespace too.")
      for gap in ["\t", "\n", "\r\n", "\u{A0}", "\u{2003}", " \n "] {
        try assertEqual(
          words(in: "one\(gap)two\(gap)", lowercased: false), ["one", "two"],
          "words(in:) of \(quoted("one\(gap)two\(gap)"))", hint: "Ask each Character whether it isWhitespace."
        )
      }
      try assertEqual(words(in: "", lowercased: true), [], "words(in:) of an empty text")
    }
  }

  func testTask1_aCharacterIsWhatAReaderSees() throws {
    try grade {
      // Written in code points: an e with an accent, a syllable of three letters, a family, a flag.
      let seen = [
        "e\u{301}", "\u{1112}\u{1161}\u{11AB}", "👩\u{200D}👩\u{200D}👧", "\u{1F1F8}\u{1F1EA}", "a", " ",
      ]
      let text = seen.joined()
      let place = "characters(in:)"
      try assertEqual(
        characters(in: text), seen, "characters(in:) of \(quoted(text))",
        suspects: [
          ValueSuspect(
            "a text is cut into code points, which are parts of characters", at: place,
            text.unicodeScalars.map { String($0) }),
          ValueSuspect(
            "a text is cut into bytes", at: place,
            text.utf8.map { String(decoding: [$0], as: UTF8.self) }),
          ValueSuspect("spaces are missing", at: place, Array(seen.dropLast())),
        ])
    }
  }

  func testTask1_theCharactersJoinedAreTheText() throws {
    try grade {
      let example = makeExample()
      let text = example.text + "\n\n… 日本"
      try assertEqual(
        characters(in: text).joined(), text, "characters(in:), joined", suspects: [],
        hint: "Characters lose nothing: whitespace is among them.")
    }
  }
}
