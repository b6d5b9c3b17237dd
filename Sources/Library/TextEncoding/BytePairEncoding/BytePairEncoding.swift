/// Byte-pair encoding of words: merges learned from a text, applied in the order in which they were learned.
///
/// Every word starts as its code points and an end-of-word mark `</w>`. Learning merges the most frequent pair
/// of neighbors everywhere, and again, and again; a frequent word ends up as one piece, a rare one as several,
/// and an unknown one falls to smaller pieces, in the end to its letters.
///
/// ```swift
/// // low 5 times, lower twice, newest 6 times, widest 3 times: the example of the paper
/// let encoding = try BytePairEncoding(learning: 10, from: words)
/// encoding.pieces(ofWord: "lowest")  // ["low", "est</w>"]
/// ```
///
/// The algorithm is that of Sennrich, Haddow and Birch, *Neural Machine Translation of Rare Words with Subword
/// Units* (2016). It is defined on code points, so a piece may end between a letter and a combining accent;
/// joined, the pieces are whole again.
public struct BytePairEncoding: Sendable, Equatable {
  /// Two neighbors that become one piece.
  public struct Merge: Sendable, Equatable, Hashable {
    /// The left one.
    public let first: String
    /// The right one.
    public let second: String
    /// The piece that they become.
    public var joined: String { first + second }

    /// A merge of two pieces.
    public init(_ first: String, _ second: String) {
      self.first = first
      self.second = second
    }
  }

  /// The choices that the literature leaves open: how a word starts, and which of two equally frequent pairs goes
  /// first.
  public enum Convention: String, Sendable {
    /// The paper's listing: `</w>` is a piece of its own at the start, and a tie goes to the pair that comes
    /// first when the words are read in the order of their first appearance.
    ///
    /// (The listing takes the largest entry of a Python dictionary; since Python 3.7 a dictionary keeps the
    /// order of insertion, which makes that the first.)
    case paper
    /// The authors' tool `subword-nmt` from version 0.2 on: the mark is part of the last code point's piece,
    /// `t</w>`, and a tie goes to the greatest pair, compared code point by code point.
    case subwordNMT
    /// Bytes instead of code points, and no mark: a word starts as its bytes and takes the whitespace before it along, so
    /// that every text comes back as it was and nothing is unknown. Pieces are spelled with GPT-2's letters for bytes, a
    /// space as `Ġ`; a tie goes to the pair that comes first. (GPT-2 itself cuts words by a finer pattern.)
    case bytes
  }

  /// The mark that ends every word.
  public static let endOfWord = "</w>"

  /// The merges in the order in which they were learned and are applied.
  public let merges: [Merge]
  /// How words start, and how ties were broken.
  public let convention: Convention
  let rules: MergeRules

  /// An encoding with merges that were learned before.
  ///
  /// - Throws: ``BytePairError`` if a piece is empty, or contains the end-of-word mark before its end or put
  ///   together from letters; bytes have no mark.
  public init(merges: [Merge], convention: Convention = .paper) throws(BytePairError) {
    for merge in merges {
      let (first, second, joined) = (PieceText(merge.first), PieceText(merge.second), PieceText(merge.joined))
      let marksFit =
        convention == .bytes
        || joined.hasMarkOnlyAtEnd && !first.endsWord && joined.endsWord == second.endsWord
      guard !merge.first.isEmpty, !merge.second.isEmpty, marksFit else { throw .impossible(merge) }
    }
    self.merges = merges
    self.convention = convention
    rules = MergeRules(merges)
  }

  /// Two encodings are equal if they have the same merges and convention.
  public static func == (one: BytePairEncoding, other: BytePairEncoding) -> Bool {
    one.merges == other.merges && one.convention == other.convention
  }
}

/// Input that byte-pair encoding cannot work with.
public enum BytePairError: Error, Equatable, CustomStringConvertible {
  /// A word to learn from holds the end-of-word mark.
  case markInWord(String)
  /// A merge of which no learning can be the origin.
  case impossible(BytePairEncoding.Merge)

  /// The problem and the way out.
  public var description: String {
    switch self {
    case .markInWord(let word):
      "the word \(word.debugDescription) holds the end-of-word mark </w>; take it out of the text"
    case .impossible(let merge):
      "\(merge.first.debugDescription) and \(merge.second.debugDescription) cannot be merged: "
        + "a piece must not be empty, and </w> must stand at the end of the second or not at all"
    }
  }
}
