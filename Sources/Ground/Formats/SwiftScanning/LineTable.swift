/// Where the lines of a source begin, and which lines are comments, found in one pass: in a file of a single
/// line, a query for every declaration must not scan that line each time.
struct LineTable: Sendable {
  /// Where each line begins.
  private var starts = [0]
  /// For each line, where the block of comments begins that ends right above it; its own beginning if there
  /// is none.
  private var commentStarts: [Int] = []
  /// The position of each line's first character that is not a space.
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

  /// The number of the line around a position, counted from 0.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where the line around a position begins.
  func start(of offset: Int) -> Int { starts[line(of: offset)] }

  /// Where the line around a position ends, after its line feed.
  func end(from offset: Int) -> Int {
    let next = line(of: offset) + 1
    return next < starts.count ? starts[next] : byteCount
  }

  /// The comment lines right above a position. If there are none, or if something precedes the position on
  /// its line, the empty range at the start of that line.
  func commentAbove(_ offset: Int) -> Range<Int> {
    let line = line(of: offset)
    return (textStarts[line] == offset ? commentStarts[line] : starts[line])..<starts[line]
  }
}
