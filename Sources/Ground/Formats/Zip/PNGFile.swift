/// Writes pixels as a PNG file, without making it smaller.
package enum PNGFile {
  /// The bytes of the file.
  ///
  /// - Parameter rows: for each row a 0 (no filter), then red, green, blue and alpha of each pixel.
  /// - Precondition: the rows have `1 + 4 * width` bytes each, and 65,535 bytes or fewer in total.
  package static func bytes(width: Int, height: Int, rows: [UInt8]) -> [UInt8] {
    precondition(
      rows.count == height * (1 + 4 * width) && rows.count <= 65_535,
      "\(height) rows of \(width) pixels are not \(rows.count) bytes, or too many")
    let size = bigEndian(width) + bigEndian(height)
    let count = [UInt8(rows.count & 0xff), UInt8(rows.count >> 8)]
    // A zlib stream with one stored block.
    let stream = [0x78, 0x01, 0x01] + count + count.map { ~$0 } + rows + bigEndian(adler(rows))
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + part("IHDR", size + [8, 6, 0, 0, 0])
      + part("IDAT", stream) + part("IEND", [])
  }

  private static func part(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return bigEndian(body.count) + content + bigEndian(Int(Checksum.of(content)))
  }

  /// The check that zlib keeps of what a stream holds.
  private static func adler(_ bytes: [UInt8]) -> Int {
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return b << 16 | a
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
