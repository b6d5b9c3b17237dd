/// Unpacks what deflate has packed (RFC 1951), up to a number of bytes.
struct Inflater {
  private let input: [UInt8]
  private let limit: Int
  private var output: [UInt8] = []
  /// The next bit to read: eight times the byte, and the bit's index in it, the lowest first.
  private var place = 0

  /// The unpacked bytes.
  ///
  /// - Throws: ``ZipError`` if the packed bytes are damaged, or the result is larger than `limit`.
  static func inflate(_ packed: [UInt8], upTo limit: Int) throws(ZipError) -> [UInt8] {
    var inflater = Inflater(input: packed, limit: limit)
    return try inflater.unpacked()
  }

  private init(input: [UInt8], limit: Int) {
    self.input = input
    self.limit = limit
    output.reserveCapacity(limit)
  }

  private static let broken = ZipError.damaged("its packed data is damaged")

  private mutating func unpacked() throws(ZipError) -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try copyStored()
      case 1: try copyCoded(FixedCodes.literals, FixedCodes.distances)
      case 2:
        let codes = try codes()
        try copyCoded(codes.literals, codes.distances)
      default: throw Self.broken
      }
    }
    return output
  }

  private mutating func bit() throws(ZipError) -> Int {
    guard place >> 3 < input.count else { throw Self.broken }
    defer { place += 1 }
    return Int(input[place >> 3] >> (place & 7)) & 1
  }

  private mutating func bits(_ count: Int) throws(ZipError) -> Int {
    var value = 0
    for index in 0..<count { value |= try bit() << index }
    return value
  }

  private mutating func symbol(_ code: HuffmanCode) throws(ZipError) -> Int {
    try code.symbol { () throws(ZipError) -> Int in try bit() }
  }

  private mutating func append(_ byte: UInt8) throws(ZipError) {
    guard output.count < limit else { throw ZipError.damaged("it unpacks to more bytes than declared") }
    output.append(byte)
  }

  /// A block of uncompressed bytes.
  private mutating func copyStored() throws(ZipError) {
    place = (place + 7) & ~7
    let count = try bits(16)
    guard try bits(16) == count ^ 0xffff, place >> 3 + count <= input.count else { throw Self.broken }
    for index in 0..<count { try append(input[place >> 3 + index]) }
    place += 8 * count
  }

  /// A block of bytes and of repetitions: a number of bytes copied from a distance back.
  private mutating func copyCoded(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(ZipError) {
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        try append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        guard symbol <= 285 else { throw Self.broken }
        let count = try Repetition.lengths[symbol - 257] + bits(Repetition.lengthBits[symbol - 257])
        let step = try self.symbol(distances)
        guard step < 30 else { throw Self.broken }
        let back = try Repetition.distances[step] + bits(Repetition.distanceBits[step])
        guard back <= output.count else { throw Self.broken }
        for _ in 0..<count { try append(output[output.count - back]) }
      }
    }
  }

  /// The codes stored in a block, their lengths packed with a third code.
  private mutating func codes() throws(ZipError) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let (literalCount, distanceCount) = try (bits(5) + 257, bits(5) + 1)
    let count = try bits(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw Self.broken }
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<count { lengths[FixedCodes.order[index]] = try bits(3) }
    let code = try HuffmanCode(lengths: lengths)
    lengths = []
    while lengths.count < literalCount + distanceCount { lengths += try nextLengths(code, lengths.last) }
    guard lengths.count == literalCount + distanceCount, lengths[256] != 0 else { throw Self.broken }
    return (
      try HuffmanCode(lengths: lengths[..<literalCount]), try HuffmanCode(lengths: lengths[literalCount...])
    )
  }

  /// One length, or one several times.
  private mutating func nextLengths(_ code: HuffmanCode, _ last: Int?) throws(ZipError) -> [Int] {
    switch try symbol(code) {
    case 16:
      guard let last else { throw Self.broken }
      return [Int](repeating: last, count: try 3 + bits(2))
    case 17: return [Int](repeating: 0, count: try 3 + bits(3))
    case 18: return [Int](repeating: 0, count: try 11 + bits(7))
    case let length: return [length]
    }
  }
}

/// The codes that both sides know.
private enum FixedCodes {
  static let literals = known(
    [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
      + [Int](repeating: 8, count: 8))
  static let distances = known([Int](repeating: 5, count: 30))
  /// The order of the lengths of the third code.
  static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private static func known(_ lengths: [Int]) -> HuffmanCode {
    guard let code = try? HuffmanCode(lengths: lengths) else {
      preconditionFailure("the standard's own code")
    }
    return code
  }
}

/// The meaning of the symbols of a repetition, and how many additional bits give the exact value.
private enum Repetition {
  static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
  ]
  static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
    4097, 6145, 8193, 12289, 16385, 24577,
  ]
  static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]
}
