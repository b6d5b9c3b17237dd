import Exercise02Tokenizers
import GradingSupport

/// Task 6: a tokenizer that loses nothing, graded by what it does.
final class LosslessTests: GradedTestCase {
  /// 80 sentences and a line of rooms to learn from, and 20 other sentences of the same kind.
  private func makeTales() -> (known: String, new: String) {
    var generator = makeGenerator()
    let tale = TextExample.tale(sentences: 80, using: &generator)
    let new = TextExample.tale(sentences: 20, using: &generator)
    return (TextExample.rooms(150, using: &generator) + "\n" + tale, new)
  }

  private let joinFirst = """
    A token may end in the middle of a character, so put all bytes together before you turn them into a string.
    """

  /// Where to look, if a text does not come back.
  private func hint(_ back: String, _ text: String) -> String {
    if back.contains("\u{FFFD}"), !text.contains("\u{FFFD}") { return joinFirst }
    return
      "Every byte of the text must be in exactly one token, and the tokens must come in the text's order."
  }

  /// The decoded text with each known mistake.
  private func knownSuspects(_ text: String) -> [ValueSuspect<[UInt8]>] {
    let (bytes, encoding) = (Array(text.utf8), "encodeLossless(_:tokens:)")
    let ascii = text.unicodeScalars.filter(\.isASCII).map { UInt8($0.value) }
    return [
      ValueSuspect("no index is added to the answer", at: encoding, []),
      ValueSuspect("the first byte is skipped", at: encoding, Array(bytes.dropFirst())),
      ValueSuspect("the last byte is skipped", at: encoding, Array(bytes.dropLast())),
      ValueSuspect(
        "the tokens come in reverse", at: "the loops of encodeLossless and decodeLossless", bytes.reversed()),
      ValueSuspect("uppercase letters become lowercase", at: encoding, Array(text.lowercased().utf8)),
      ValueSuspect("everything outside ASCII is dropped", at: encoding, ascii),
      ValueSuspect(
        "whitespace is dropped", at: encoding, Array(text.filter { !$0.isWhitespace }.utf8)),
      ValueSuspect(
        "a run of whitespace becomes one space", at: encoding,
        Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").utf8)),
    ]
  }

  /// Tokens per byte, if the longest token is taken at each place of the text.
  private func bestShare(_ text: String, _ tokens: [[UInt8]]) -> Double {
    let (bytes, known) = (Array(text.utf8), Set(tokens))
    let longest = min(tokens.map(\.count).max() ?? 1, 64)
    var (start, count) = (0, 0)
    while start < bytes.count {
      let lengths = stride(from: min(longest, bytes.count - start), to: 1, by: -1)
      start += lengths.first { known.contains(Array(bytes[start..<start + $0])) } ?? 1
      count += 1
    }
    return Double(count) / Double(max(bytes.count, 1))
  }

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
          suspects: knownSuspects(text), hint: hint(back, text))
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
      let areGood = bestShare(tales.new, tokens) <= 0.6
      try assertWithin(
        0...0.6, [share], "tokens per byte of a new text of the same kind",
        hint: areGood
          ? "Your tokens suffice for it; encodeLossless(_:tokens:) must take the longest one that fits at each place."
          : "With single bytes only it is 1. Which strings of bytes are common in the text learned from?")
      let back = try decodeLossless(indices, tokens: tokens)
      try assertEqual(
        back, tales.new, "the new text, encoded and decoded", suspects: [], hint: hint(back, tales.new))
    }
  }
}
