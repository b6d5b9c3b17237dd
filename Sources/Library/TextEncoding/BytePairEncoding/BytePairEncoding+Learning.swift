import LinearAlgebra

extension BytePairEncoding {
  /// Learns merges from the words of a text: from everything that stands between whitespace.
  ///
  /// The time grows little faster than the number of different words: each merge touches only the places where
  /// its pair occurs.
  ///
  /// - Parameters:
  ///   - mergeCount: how many merges to learn; fewer if no pairs are left.
  ///   - text: where the words come from, each as often as it stands there.
  ///   - convention: how the end of a word is marked.
  ///   - minimumCount: learning stops when no pair is as frequent as this.
  /// - Throws: ``BytePairError/markInWord(_:)`` if a word holds `</w>`.
  /// - Precondition: `mergeCount` is not negative.
  public init(
    learning mergeCount: Int, from text: String, convention: Convention = .paper, minimumCount: Int = 1
  ) throws(BytePairError) {
    var places: [PieceText: Int] = [:]
    var words: [(text: PieceText, count: Int)] = []
    for word in PieceText.words(of: text, convention) {
      if let place = places[word] {
        words[place].count += 1
      } else {
        places[word] = words.count
        words.append((word, 1))
      }
    }
    try self.init(
      learning: mergeCount, words: words, convention: convention, minimumCount: minimumCount)
  }

  /// Learns merges from words and their counts, read in the given order. With ``Convention/bytes`` a word is any text.
  ///
  /// - Parameters:
  ///   - mergeCount: how many merges to learn; fewer if no pairs are left.
  ///   - words: the words and how often each stands in the text.
  ///   - convention: how the end of a word is marked.
  ///   - minimumCount: learning stops when no pair is as frequent as this.
  /// - Throws: ``BytePairError/markInWord(_:)`` if a word holds `</w>`.
  /// - Precondition: `mergeCount` is not negative, and the counts, each times its word's length, add up to an `Int`.
  public init(
    learning mergeCount: Int, from words: [TokenCount], convention: Convention = .paper,
    minimumCount: Int = 1
  ) throws(BytePairError) {
    try self.init(
      learning: mergeCount,
      words: words.map {
        (PieceText(convention == .bytes ? ByteLetters.spelling($0.token.utf8) : $0.token), $0.count)
      }, convention: convention, minimumCount: minimumCount)
  }

  private init(
    learning mergeCount: Int, words: [(text: PieceText, count: Int)], convention: Convention,
    minimumCount: Int
  ) throws(BytePairError) {
    require(mergeCount >= 0, "\(mergeCount) merges cannot be learned")
    if convention != .bytes {
      for word in words where word.text.holdsMark { throw .markInWord(word.text.string) }
    }
    require(Self.canBeAdded(words), "the counts of the words are too large to be added")
    var learner = MergeLearner(words, convention)
    var merges: [Merge] = []
    while merges.count < mergeCount, let merge = learner.learnMerge(minimumCount: minimumCount) {
      merges.append(merge)
    }
    try self.init(merges: merges, convention: convention)
  }

  /// Whether no pair can occur more often than an integer can count: a pair occurs less than once per byte.
  private static func canBeAdded(_ words: [(text: PieceText, count: Int)]) -> Bool {
    var sum = 0
    for word in words where word.count > 0 {
      let (pairs, isTooLong) = word.count.multipliedReportingOverflow(by: word.text.bytes.count + 1)
      let (next, isTooLarge) = sum.addingReportingOverflow(pairs)
      if isTooLong || isTooLarge { return false }
      sum = next
    }
    return true
  }
}
