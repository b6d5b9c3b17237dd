import XCTest

@testable import Formats

final class PNGFileTests: XCTestCase {
  func testAFileHoldsItsSizeAndItsPixels() throws {
    let rows: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 9, 10, 11, 12, 13, 14, 15, 16, 0] + [UInt8](17...24)
    let file = PNGFile.bytes(width: 2, height: 3, rows: rows)
    XCTAssertEqual(Array(file.prefix(8)), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    let parts = parts(of: file)
    XCTAssertEqual(parts.map(\.name), ["IHDR", "IDAT", "IEND"])
    XCTAssertEqual(parts[0].body, [0, 0, 0, 2, 0, 0, 0, 3, 8, 6, 0, 0, 0])
    let stream = parts[1].body
    XCTAssertEqual((Int(stream[0]) << 8 + Int(stream[1])) % 31, 0)
    XCTAssertEqual(Array(stream[2..<7]), [1, 27, 0, 228, 255])
    XCTAssertEqual(Array(stream[7..<34]), rows)
    // Adler-32 of the 27 bytes, by its definition in one sum each.
    let sum = 1 + rows.map(Int.init).reduce(0, +)
    let sums = 27 + rows.enumerated().map { (27 - $0) * Int($1) }.reduce(0, +)
    XCTAssertEqual(stream.suffix(4).map(Int.init), [sums >> 8, sums & 255, sum >> 8, sum & 255])
  }

  func testEachPartEndsWithItsCheck() {
    // The check of an empty IEND, as every PNG file has it.
    let file = PNGFile.bytes(width: 1, height: 1, rows: [0, 1, 2, 3, 4])
    XCTAssertEqual(Array(file.suffix(4)), [0xae, 0x42, 0x60, 0x82])
  }

  private func parts(of file: [UInt8]) -> [(name: String, body: [UInt8])] {
    var parts: [(String, [UInt8])] = []
    var place = 8
    while place < file.count {
      let count = file[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      parts.append(
        (
          String(decoding: file[(place + 4)..<(place + 8)], as: UTF8.self),
          Array(file[(place + 8)..<(place + 8 + count)])
        ))
      place += 12 + count
    }
    return parts
  }
}
