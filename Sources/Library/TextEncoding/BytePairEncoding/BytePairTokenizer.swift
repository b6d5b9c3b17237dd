/// Text as the pieces of a byte-pair encoding, by index.
///
/// ```swift
/// let tokenizer = try BytePairTokenizer(learning: 1_000, from: text)
/// let indices = try tokenizer.encode("the lighthouse")
/// tokenizer.decode(indices)  // "the lighthouse"
/// ```
///
/// No word is unknown whose code points all occur in the text that was learned from. Decoding undoes encoding
/// for texts with single spaces between their words and nothing at their ends: which whitespace it was is lost. Under
/// ``BytePairEncoding/Convention/bytes`` nothing is unknown and decoding undoes encoding for every text.
public struct BytePairTokenizer: IndexedTokenizer, Equatable {
  /// The merges.
  public let encoding: BytePairEncoding
  /// The pieces by index.
  public let vocabulary: Vocabulary

  /// A tokenizer for the pieces that an encoding makes of words over an alphabet.
  ///
  /// The vocabulary holds `<UNK>`, `</w>`, the alphabet, and the result of each merge, in this order; under
  /// ``BytePairEncoding/Convention/subwordNMT`` the alphabet once more with `</w>` instead of `</w>` alone, and under
  /// ``BytePairEncoding/Convention/bytes`` the letters of the 256 bytes and the merges alone. If a merge makes a piece
  /// that is spelled `<UNK>`, the unknown token is named `<<UNK>>`.
  ///
  /// - Parameters:
  ///   - encoding: the merges, in their order.
  ///   - alphabet: a text that holds every code point that can be encoded; bytes need none.
  public init(_ encoding: BytePairEncoding, alphabet: String) {
    let letters = Set(alphabet.unicodeScalars).filter { !$0.properties.isWhitespace }.sorted().map(
      String.init)
    let mark = BytePairEncoding.endOfWord
    let starts =
      switch encoding.convention {
      case .paper: [mark] + letters
      case .subwordNMT: letters + letters.map { $0 + mark }
      case .bytes: ByteLetters.letters
      }
    // Pieces that a reader cannot tell apart share an index.
    var seen: Set<String> = []
    let pieces = (starts + encoding.merges.map(\.joined)).filter { seen.insert($0).inserted }
    let unknown = Vocabulary.controlName(Vocabulary.unknownToken, apartFrom: seen)
    self.encoding = encoding
    vocabulary =
      encoding.convention == .bytes
      ? Vocabulary(distinct: pieces, unknownIndex: nil, endIndex: nil)
      : Vocabulary(distinct: [unknown] + pieces, unknownIndex: 0, endIndex: nil)
  }

  /// Learns merges from a text, and takes its code points for the alphabet.
  ///
  /// - Parameters:
  ///   - mergeCount: how many merges to learn; fewer if no pairs are left.
  ///   - text: where the words and the code points come from.
  ///   - convention: how the end of a word is marked.
  /// - Throws: ``BytePairError/markInWord(_:)`` if a word holds `</w>`.
  /// - Precondition: `mergeCount` is not negative.
  public init(
    learning mergeCount: Int, from text: String, convention: BytePairEncoding.Convention = .paper
  ) throws(BytePairError) {
    self.init(
      try BytePairEncoding(learning: mergeCount, from: text, convention: convention), alphabet: text)
  }

  /// The pieces of a text.
  public func tokens(of text: String) -> [String] { encoding.pieces(of: text) }

  /// The text of pieces.
  public func text(of tokens: [String]) -> String { encoding.text(of: tokens) }
}
