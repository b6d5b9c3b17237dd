/// A prefix code as deflate describes it: for each symbol the length of its word. The lengths determine the
/// words.
///
/// Words of one length are consecutive numbers in the order of the symbols, so decoding needs only counts per
/// length (RFC 1951, section 3.2.2).
struct HuffmanCode {
  /// How many words there are of each length, 0 to 15.
  private var counts = [Int](repeating: 0, count: 16)
  /// The symbols, ordered by the length of their words, then by value.
  private var symbols: [Int]

  /// The code with the given lengths, 0 for a symbol that has no word.
  ///
  /// - Throws: ``ZipError`` if there are more words than the lengths have room for.
  init(lengths: some Collection<Int>) throws(ZipError) {
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    var room = 1
    for length in 1...15 {
      room = room * 2 - counts[length]
      guard room >= 0 else { throw .damaged("its packed data is damaged") }
    }
    var places = [Int](repeating: 0, count: 16)
    for length in 1..<15 { places[length + 1] = places[length] + counts[length] }
    symbols = [Int](repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[places[length]] = symbol
      places[length] += 1
    }
  }

  /// Reads bits until they form a word, and returns its symbol.
  ///
  /// - Throws: ``ZipError`` if no word fits.
  func symbol(_ nextBit: () throws(ZipError) -> Int) throws(ZipError) -> Int {
    var (word, first, place) = (0, 0, 0)
    for length in 1...15 {
      word |= try nextBit()
      let count = counts[length]
      if word - count < first { return symbols[place + word - first] }
      place += count
      first = (first + count) << 1
      word <<= 1
    }
    throw .damaged("its packed data is damaged")
  }
}
