import Foundation
import LinearAlgebra
import TextEncoding

/// A text to learn from, cut into the part that trains the model and the part that judges it.
public struct TrainingText: Sendable {
  /// The name of the text in messages: its file's path.
  public let name: String
  /// The tokenizer of these tokens.
  public let tokenizer: any IndexedTokenizer
  /// The tokens to train on: the beginning of the text.
  public let training: [Int]
  /// The tokens that the model never trains on: the end of the text.
  public let heldOut: [Int]
  /// A number that tells this text from another: FNV-1a of its bytes, in hexadecimal.
  public let fingerprint: String

  /// How many characters a token of the held-out part has on average, 1 for characters: what makes losses per token of
  /// different tokenizers comparable as bits per character. What `<UNK>` and the whitespace between words hide makes
  /// words and pieces look better than they are.
  public let charactersPerToken: Double

  /// Cuts a text into its training part and its held-out end, and both into characters.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - name: what messages call the text.
  ///   - heldOutShare: the part of the characters to hold out, between 0 and 1.
  /// - Precondition: the share is between 0 and 1.
  public init(_ text: String, named name: String = "the text", heldOutShare: Double = 0.1) {
    self.init(text, tokenizer: CharacterTokenizer(charactersOf: text), name, heldOutShare) {
      tokenizer, part in
      // The tokenizer holds every character of this very text.
      (try? tokenizer.encode(part)) ?? []
    }
  }

  /// Cuts a text into its training part and its held-out end, and both into tokens of a kind.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - name: what messages call the text.
  ///   - heldOutShare: the part of the characters to hold out, between 0 and 1.
  ///   - tokens: what the text is cut into; which words and pieces there are is learned from the training part.
  /// - Throws: ``InvalidInputError`` if no pieces can be learned from the text.
  /// - Precondition: the share is between 0 and 1.
  public init(_ text: String, named name: String = "the text", heldOutShare: Double = 0.1, tokens: TokenKind)
    throws
  {
    try self.init(
      text, named: name, heldOutShare: heldOutShare,
      tokenizer: tokens.tokenizer(for: text) { Self.parts(of: text, heldOutShare).training })
  }

  /// Cuts a text into its training part and its held-out end, and both into the tokens of a tokenizer, such as that of a
  /// checkpoint.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - name: what messages call the text.
  ///   - heldOutShare: the part of the characters to hold out, between 0 and 1.
  ///   - tokenizer: what cuts the parts.
  /// - Throws: ``InvalidInputError`` if the tokenizer lacks tokens of the text and has none for the unknown.
  /// - Precondition: the share is between 0 and 1.
  public init(
    _ text: String, named name: String = "the text", heldOutShare: Double = 0.1,
    tokenizer: any IndexedTokenizer
  ) throws {
    try self.init(text, tokenizer: tokenizer, name, heldOutShare) { tokenizer, part in
      do { return try tokenizer.encode(part) } catch { throw InvalidInputError("\(name): \(error)") }
    }
  }

  private init(
    _ text: String, tokenizer: any IndexedTokenizer, _ name: String, _ heldOutShare: Double,
    encode: (any IndexedTokenizer, String) throws -> [Int]
  ) rethrows {
    Self.check(heldOutShare)
    self.name = name
    self.tokenizer = tokenizer
    fingerprint = Self.fingerprint(of: text)
    if tokenizer is CharacterTokenizer {
      // One token per character, so the text is read only once.
      let tokens = try encode(tokenizer, text)
      let cut = Self.cut(tokens.count, heldOutShare)
      (training, heldOut) = (Array(tokens[..<cut]), Array(tokens[cut...]))
      charactersPerToken = 1
    } else {
      let parts = Self.parts(of: text, heldOutShare)
      training = try encode(tokenizer, String(parts.training))
      heldOut = try encode(tokenizer, String(parts.heldOut))
      charactersPerToken = heldOut.isEmpty ? 1 : Double(parts.heldOut.count) / Double(heldOut.count)
    }
  }

  private static func check(_ heldOutShare: Double) {
    require(
      (0...1).contains(heldOutShare), "a share of \(heldOutShare) cannot be held out; it must be 0 to 1")
  }

  private static func cut(_ count: Int, _ heldOutShare: Double) -> Int {
    count - Int(Double(count) * heldOutShare)
  }

  private static func parts(of text: String, _ heldOutShare: Double) -> (
    training: Substring, heldOut: Substring
  ) {
    check(heldOutShare)
    let cut = cut(text.count, heldOutShare)
    return (text.prefix(cut), text.dropFirst(cut))
  }

  /// A text that was cut into tokens before, such as words.
  ///
  /// The tokenizer fits the vocabulary: it joins tokens without spaces if all are single characters or some contain
  /// whitespace themselves, and otherwise reads words with punctuation apart. For other tokens, such as pieces or
  /// words in lower case, pass the tokenizer that made them instead.
  ///
  /// - Parameters:
  ///   - tokens: the indices of the whole text.
  ///   - vocabulary: the tokens that the indices mean.
  ///   - heldOutCount: how many tokens at the end are held out.
  ///   - name: what messages call the text.
  /// - Precondition: every token is one of the vocabulary's, and there are as many as are to be held out.
  public init(
    tokens: [Int], of vocabulary: Vocabulary, heldOutCount: Int, named name: String = "the text"
  ) {
    let control = [vocabulary.unknownIndex, vocabulary.endIndex]
    let ordinary = vocabulary.tokens.enumerated().filter { !control.contains($0.offset) }.map(\.element)
    let areSpaced = ordinary.contains { $0.contains(where: \.isWhitespace) }
    self.init(
      tokens: tokens,
      of: areSpaced || ordinary.allSatisfy { $0.count == 1 }
        ? CharacterTokenizer(vocabulary: vocabulary)
        : VocabularyTokenizer(WordTokenizer(), vocabulary: vocabulary),
      heldOutCount: heldOutCount, named: name)
  }

  /// A text that a tokenizer cut into tokens before.
  ///
  /// - Parameters:
  ///   - tokens: the indices of the whole text.
  ///   - tokenizer: what made them.
  ///   - heldOutCount: how many tokens at the end are held out.
  ///   - name: what messages call the text.
  /// - Precondition: every token is one of the tokenizer's vocabulary, and there are as many as are to be held out.
  public init(
    tokens: [Int], of tokenizer: any IndexedTokenizer, heldOutCount: Int, named name: String = "the text"
  ) {
    require(
      heldOutCount >= 0 && heldOutCount <= tokens.count,
      "of \(tokens.count) tokens \(heldOutCount) cannot be held out")
    let known = tokenizer.vocabulary.tokens
    for (place, token) in tokens.enumerated() {
      require(
        known.indices.contains(token),
        "token \(token) at \(place) is not in 0 ..< \(known.count), the vocabulary's indices")
    }
    self.name = name
    self.tokenizer = tokenizer
    training = Array(tokens.dropLast(heldOutCount))
    heldOut = Array(tokens.suffix(heldOutCount))
    charactersPerToken =
      heldOutCount == 0 ? 1 : Double(tokenizer.decode(heldOut).count) / Double(heldOutCount)
    fingerprint = Self.fingerprint(of: tokens.map { known[$0] }.joined(separator: "\u{0}"))
  }

  /// The text of a UTF-8 file, cut into tokens of a kind.
  ///
  /// A byte order mark at its start is not a part of the text.
  ///
  /// - Throws: ``InvalidInputError`` if the file is missing, a folder, unreadable, empty, or not UTF-8; for another
  ///   encoding it names the way to convert the file.
  /// - Precondition: the share is between 0 and 1.
  public init(contentsOf file: URL, heldOutShare: Double = 0.1, tokens: TokenKind = .characters) throws {
    try self.init(
      try TextFile(file).text(), named: file.relativePath, heldOutShare: heldOutShare, tokens: tokens)
  }

  /// The text of a UTF-8 file, cut by a tokenizer such as that of a checkpoint.
  ///
  /// - Throws: ``InvalidInputError`` as for tokens of a kind, and if the tokenizer lacks tokens of the text and has none for the
  ///   unknown.
  /// - Precondition: the share is between 0 and 1.
  public init(contentsOf file: URL, heldOutShare: Double = 0.1, tokenizer: any IndexedTokenizer) throws {
    try self.init(
      try TextFile(file).text(), named: file.relativePath, heldOutShare: heldOutShare, tokenizer: tokenizer)
  }

  /// V, the number of different tokens.
  public var vocabularySize: Int { tokenizer.vocabulary.count }

  private static func fingerprint(of text: String) -> String {
    var text = text
    let hash = text.withUTF8 { bytes in
      bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }
}
