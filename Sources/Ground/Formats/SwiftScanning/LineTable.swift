/// Where the lines of a source begin, and which of them are comments, found in one pass: whoever asks for every
/// declaration of a file that is a single line must not walk along that line each time.
struct LineTable: Sendable {
  /// Where each line begins.
  private var starts = [0]
  /// For each line, where the block of comments begins that ends right above it; its own beginning where there is none.
  private var commentStarts: [Int] = []
  /// Where each line's first character is that is no space.
  private var textStarts: [Int] = []
  private let byteCount: Int

  init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(place + 1) }
    var block: Int?
    for (line, start) in starts.enumerated() {
      commentStarts.append(block ?? start)
      let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
      let text = bytes[start..<end].drop { $0 == UInt8(ascii: " ") }
      textStarts.append(text.startIndex)
      let isComment = text.starts(with: "//".utf8)
      block = isComment ? block ?? start : nil
    }
  }

  /// The number of the line around a place, counted from 0.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where the line around a place begins.
  func start(of offset: Int) -> Int { starts[line(of: offset)] }

  /// Where the line around a place ends, behind its line feed.
  func end(from offset: Int) -> Int {
    let next = line(of: offset) + 1
    return next < starts.count ? starts[next] : byteCount
  }

  /// The lines of comment right above a place, or the empty range where its line begins: where there are none, and where
  /// something else stands before it on its line.
  func commentAbove(_ offset: Int) -> Range<Int> {
    let line = line(of: offset)
    return (textStarts[line] == offset ? commentStarts[line] : starts[line])..<starts[line]
  }
}
