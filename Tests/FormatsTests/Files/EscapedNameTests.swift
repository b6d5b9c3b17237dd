import XCTest

@testable import Formats

final class EscapedNameTests: XCTestCase {
  func testNamesAreShownAsTheyAreAndOddBytesByTheirNumbers() {
    for name in ["ann", "é", "e\u{301}", "100%", "a%20b", "%", "%%", "", "\u{1F600}"] {
      XCTAssertEqual(EscapedName.text(of: name.utf8), name)
    }
    XCTAssertEqual(EscapedName.text(of: Array("m".utf8) + [0xFC] + Array("ller".utf8)), "m%FCller")
    XCTAssertEqual(EscapedName.text(of: [0xFF, 0xFE]), "%FF%FE")
    XCTAssertEqual(EscapedName.text(of: [0xE2, 0x82]), "%E2%82")
    XCTAssertEqual(EscapedName.text(of: "m%FCller".utf8), "m%25FCller")
  }

  func testEveryNameComesBackAndNoTwoAreOne() {
    var names: [[UInt8]] = [[]]
    let alphabet: [[UInt8]] = [[0x25], [0x32], [0x35], [0x46], [0x43], [0xFC], [0xC3, 0xBC], [0x38]]
    for _ in 0..<5 { names += names.flatMap { name in alphabet.map { name + $0 } } }
    let different = Set(names)
    XCTAssertEqual(Set(different.map { EscapedName.text(of: $0) }).count, different.count)
    for name in different { XCTAssertEqual(EscapedName.bytes(of: EscapedName.text(of: name)), name) }
  }
}
