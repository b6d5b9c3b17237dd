import Formats

/// One frame of the ZeroMQ message transport protocol, version 3: a piece of a message, or a command.
struct Frame: Equatable {
  var body: [UInt8]
  /// Whether more frames of the same message follow.
  var hasMore = false
  /// Whether it is a command between the sockets themselves.
  var isCommand = false

  private static let moreFlag: UInt8 = 1
  private static let longFlag: UInt8 = 2
  private static let commandFlag: UInt8 = 4

  /// The frame as it goes over the wire: flags, length in one byte or in eight, body.
  var bytes: [UInt8] {
    let isLong = body.count > 255
    var flags: UInt8 = 0
    if hasMore { flags |= Self.moreFlag }
    if isLong { flags |= Self.longFlag }
    if isCommand { flags |= Self.commandFlag }
    return [flags] + (isLong ? bigEndian(UInt64(body.count)) : [UInt8(body.count)]) + body
  }

  /// Takes the first whole frame off a buffer; `nil` where it has not arrived yet.
  ///
  /// - Throws: `Complaint` where what arrived is no frame, or too long to be one of Jupyter's.
  static func next(in buffer: inout ReceivedBytes) throws -> Frame? {
    guard let flags = buffer[0] else { return nil }
    guard flags & ~(moreFlag | longFlag | commandFlag) == 0 else {
      throw Complaint("a connection sent what is no ZeroMQ frame")
    }
    let start = flags & longFlag == 0 ? 2 : 9
    guard buffer.count >= start else { return nil }
    let length = buffer.bigEndian(1..<start)
    guard length <= 1 << 28 else {
      throw Complaint(
        "a connection announced a frame of \(length) bytes, which is more than any message has")
    }
    guard buffer.count >= start + Int(length) else { return nil }
    buffer.drop(start)
    return Frame(
      body: buffer.take(Int(length)), hasMore: flags & moreFlag != 0, isCommand: flags & commandFlag != 0)
  }
}

/// Eight bytes of a number, the highest first.
func bigEndian(_ number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
}

/// Bytes in the order in which they arrived, taken off at the front.
struct ReceivedBytes {
  private var bytes: [UInt8] = []
  private var start = 0

  /// How many bytes are left.
  var count: Int { bytes.count - start }

  /// The byte at a place from the front; `nil` where it has not arrived.
  subscript(place: Int) -> UInt8? { place < count ? bytes[start + place] : nil }

  mutating func append(_ more: [UInt8]) {
    // What was taken is let go now and then, not at each frame: moving the rest would take quadratic time.
    if start > 65_536 || start == bytes.count {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  mutating func drop(_ count: Int) { start += count }

  mutating func take(_ count: Int) -> [UInt8] {
    defer { start += count }
    return Array(bytes[start..<(start + count)])
  }

  /// The number that some bytes make, the highest first.
  func bigEndian(_ places: Range<Int>) -> UInt64 {
    places.reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
  }
}
