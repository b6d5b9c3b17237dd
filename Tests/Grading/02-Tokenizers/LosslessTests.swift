import Exercise02Tokenizers
import GradingSupport

/// Task 6: a tokenizer that loses nothing, graded by what it does.
final class LosslessTests: GradedTestCase {
  /// 80 sentences to learn from, and 20 others of the same kind.
  private func makeTales() -> (known: String, new: String) {
    var generator = makeGenerator()
    return (
      TextExample.tale(sentences: 80, using: &generator), TextExample.tale(sentences: 20, using: &generator)
    )
  }

  private let joinFirst = """
    A token may end in the middle of a character, so put all bytes together before you make a string of them.
    """

  func testTask6_everyTextComesBackByteForByte() throws {
    try grade {
      let tales = makeTales()
      let tokens = try losslessTokens(from: tales.known)
      let texts = [
        tales.new, "  two  spaces,\n\n\ttab and a line break at the end\r\n", "é and e\u{301} look alike",
        "한국어 👩\u{200D}👩\u{200D}👧 🇸🇪",
        "Ωμέγα, ქართული", "\u{0}", "",
      ]
      for text in texts {
        let indices = try encodeLossless(text, tokens: tokens)
        try assertWithin(
          0...Double(max(tokens.count - 1, 0)), indices.map(Double.init),
          "the indices of \(quoted(text)) with \(tokens.count) tokens")
        let back = try decodeLossless(indices, tokens: tokens)
        try assertEqual(
          Array(back.utf8), Array(text.utf8), "the bytes of \(quoted(text)), encoded and decoded",
          suspects: [], hint: joinFirst)
      }
    }
  }

  func testTask6_thereAreAtMost512Tokens() throws {
    try grade {
      let tokens = try losslessTokens(from: makeTales().known)
      try assertWithin(1...512, [Double(tokens.count)], "the number of tokens")
      try assertWithin(
        1...512, [Double(losslessTokens(from: "").count)], "the number of tokens learned from an empty text",
        hint: "With nothing to learn from there are still the tokens that every text can be made of.")
    }
  }

  func testTask6_aTextOfTheSameKindTakesFewTokens() throws {
    try grade {
      let tales = makeTales()
      let tokens = try losslessTokens(from: tales.known)
      let indices = try encodeLossless(tales.new, tokens: tokens)
      let share = Double(indices.count) / Double(tales.new.utf8.count)
      try assertWithin(
        0...0.6, [share], "tokens a byte of a new text of the same kind",
        hint: "Tokens of one byte alone give 1. Which strings of bytes are common in the text learned from?")
      try assertEqual(
        decodeLossless(indices, tokens: tokens), tales.new, "the new text, encoded and decoded", suspects: [],
        hint: joinFirst)
    }
  }
}
