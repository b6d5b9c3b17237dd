/// Numbers as zip writes them, the lowest byte first.
struct ByteReading {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// How many bytes there are.
  var count: Int { bytes.count }

  /// The two-byte number at an offset from the beginning.
  ///
  /// - Throws: ``ZipError`` if the bytes end before.
  func number16(at place: Int) throws(ZipError) -> Int {
    guard place >= 0, place + 2 <= bytes.count else { throw .cutOff }
    let start = bytes.startIndex + place
    return Int(bytes[start]) | Int(bytes[start + 1]) << 8
  }

  /// The four-byte number at an offset from the beginning.
  ///
  /// - Throws: ``ZipError`` if the bytes end before.
  func number32(at place: Int) throws(ZipError) -> Int {
    try number16(at: place) | number16(at: place + 2) << 16
  }

  /// A number of bytes from an offset on.
  ///
  /// - Throws: ``ZipError`` if there are fewer.
  func bytes(at place: Int, count: Int) throws(ZipError) -> ArraySlice<UInt8> {
    guard place >= 0, count >= 0, place + count <= bytes.count else { throw .cutOff }
    return bytes[(bytes.startIndex + place)..<(bytes.startIndex + place + count)]
  }

  /// The bytes after an offset.
  ///
  /// - Throws: ``ZipError`` if the bytes end before.
  func rest(from place: Int) throws(ZipError) -> ByteReading {
    ByteReading(try bytes(at: place, count: bytes.count - place))
  }
}
