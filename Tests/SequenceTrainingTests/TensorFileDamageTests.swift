import Foundation
import LinearAlgebra
import XCTest

@testable import SequenceTraining

/// The error in a file is reported in one line; nothing in it makes the reader trap or allocate more than the
/// file holds.
final class TensorFileDamageTests: XCTestCase {
  private func file(_ header: String, numbers: Int = 0, length: Int? = nil) -> Data {
    let bytes = Array(header.utf8)
    var file = withUnsafeBytes(of: UInt64(length ?? bytes.count).littleEndian) { Data($0) }
    file += bytes
    file += Data(repeating: 1, count: numbers)
    return file
  }

  private func assertRefused(
    _ data: Data, _ part: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try TensorFile(parsing: data), file: file, line: line) {
      let text = ($0 as? TensorFile.Flaw)?.text ?? "\($0)"
      XCTAssertTrue(text.contains(part), text, file: file, line: line)
      XCTAssertFalse(text.contains("\n"), file: file, line: line)
      XCTAssertLessThan(text.count, 300, file: file, line: line)
    }
  }

  private func entry(_ name: String, _ shape: String, _ start: Int, _ stop: Int, type: String = "F32")
    -> String
  {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(start),\#(stop)]}"#
  }

  func testLengthsThatAreNotThere() {
    assertRefused(Data(), "it has 0 bytes")
    assertRefused(Data(repeating: 0, count: 7), "it has 7 bytes")
    assertRefused(Data(repeating: 0xFF, count: 8), "to have 18446744073709551615 bytes, and 0 are there")
    assertRefused(file("{}", length: 3), "to have 3 bytes, and 2 are there")
    assertRefused(file("{}", length: 1), "a \" is expected at byte 1")
    assertRefused(file("", length: 0), "a { is expected at byte 0")
  }

  func testTensorsThatDoNotFillTheBytes() {
    let cases: [(header: String, numbers: Int, part: String)] = [
      (entry("a", "[4611686018427387904,4]", 0, 0), 0, "does not fill"),
      (entry("a", "[9223372036854775807,9223372036854775807,0]", 0, 0), 0, "does not fill"),
      (entry("a", "[2]", 0, 7), 7, "of type F32 and shape [2] does not fill the bytes 0 to 7"),
      (entry("a", "[2]", 0, 8), 7, "ends at byte 8 of the numbers, and 7 are there (truncated?)"),
      (entry("a", "[2]", 0, 8), 9, "its tensors take 8 bytes, and 9 are there"),
      (entry("a", "[2]", 8, 0), 8, #""a" begins at byte 8"#),
      (entry("a", "[2]", 0, 8) + "," + entry("b", "[2]", 4, 12), 12, #""b" begins at byte 4"#),
      (entry("a", "[2]", 0, 8) + "," + entry("b", "[2]", 0, 8), 8, #""b" begins at byte 0"#),
      (entry("a", "[2]", 0, 8) + "," + entry("b", "[2]", 12, 20), 20, "the one before it ends at 8"),
      (entry("a", "[0]", 4, 0), 4, "begins at byte 4"),
      (entry("a", "[]", 0, 0), 0, "does not fill"),
      (entry("a", "[1]", 0, 8, type: "I64"), 8, #""a" has type "I64", and the types read here are F64, F32"#),
      (entry("a", String(repeating: "[", count: 50_000), 0, 0), 0, "a whole number below 2^63 is expected"),
      (entry("a", "[" + String(repeating: "9,", count: 20_000) + "9]", 0, 4), 4, "of 20001 dimensions"),
    ]
    for (header, numbers, part) in cases { assertRefused(file("{\(header)}", numbers: numbers), part) }
  }

  func testHeadersThatAreNotOfTheForm() {
    let twice = entry("a", "[1]", 0, 4)
    let cases: [(header: String, part: String)] = [
      ("[]", "a { is expected at byte 0"),
      ("{\(twice),\(twice)}", #"two entries named "a""#),
      (#"{"__metadata__":{},"__metadata__":{}}"#, #"two entries named "__metadata__""#),
      (#"{"__metadata__":{"k":"1","k":"2"}}"#, #"two texts named "k""#),
      (#"{"__metadata__":{"k":1}}"#, "a \" is expected at byte 21"),
      ("{\(entry("a", "[-1]", 0, 4))}", "a whole number"),
      ("{\(entry("a", "[1.0]", 0, 4))}", "a ] is expected"),
      ("{\(entry("a", "[1e0]", 0, 4))}", "a ] is expected"),
      ("{\(entry("a", "[true]", 0, 4))}", "a whole number"),
      ("{\(entry("a", "[01]", 0, 4))}", "a whole number"),
      ("{\(entry("a", "[9223372036854775808]", 0, 4))}", "below 2^63"),
      (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, "lacks its type, shape or two offsets"),
      (#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, "lacks its type, shape or two offsets"),
      (#"{"a":{"dtype":"F32","dtype":"F32"}}"#, #"has a field "dtype" too many"#),
      (#"{"a":{"typ":"F32"}}"#, #"has a field "typ" too many"#),
      ("{\(twice)}x", "its end is expected"),
      ("{\(twice),}", "a \" is expected"),
      ("{\"a", "the end of a string"),
      ("{\"a\nb\":{}}", "the end of a string"),
      (#"{"\x":{}}"#, "another escape before"),
      (#"{"\u12g4":{}}"#, "four hexadecimal digits"),
      (#"{"\ud800x":{}}"#, "the second half of a character"),
      (#"{"\ud800\u0041":{}}"#, "the second half of a character"),
      (#"{"\udc00":{}}"#, "a character before"),
      (String(repeating: "{\"a\":", count: 100_000), "has a field"),
    ]
    for (header, part) in cases { assertRefused(file(header, numbers: 4), part) }
    var broken = file("{\"ab\":{}}")
    broken[10] = 0xC3
    assertRefused(broken, "text in UTF-8 before")
  }

  func testWhatJSONAllows() throws {
    let header =
      " {\r\n\t\"__metadata__\" : { \"k\" : \"\\u00e9\\ud83d\\ude42\\/\\b\\f\\n\\r\\t\" } , "
      + entry("\\u0061", "[ 1 , 1 ]", 0, 4) + " } \n "
    let read = try TensorFile(parsing: file(header, numbers: 4))
    XCTAssertEqual(read.metadata, ["k": "é🙂/\u{8}\u{C}\n\r\t"])
    XCTAssertEqual(read.tensors["a"]?.shape, [1, 1])
  }

  /// Names are quoted and cut in a message, whatever a file calls its tensors.
  func testNamesCannotWriteOnTheTerminal() {
    let name = "\\n\\u001b[31m" + String(repeating: "long", count: 1000)
    assertRefused(file("{\(entry(name, "[2]", 0, 4))}", numbers: 4), #""\n\u{1B}[31mlong"#)
  }

  /// Every cut of the header, many of the numbers, and thousands of broken bytes and broken bits: read or refused.
  func testDamageNeverTraps() throws {
    let whole = try Data(contentsOf: referenceTensorFile("pytorch"))
    let headerEnd = 8 + whole.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    for length in Array(0..<headerEnd) + stride(from: headerEnd, to: whole.count, by: 41) + [whole.count - 1]
    {
      XCTAssertThrowsError(try TensorFile(parsing: whole.prefix(length)), "\(length) bytes")
    }
    var generator = SplitMix64(seed: 5)
    var refused = 0
    for round in 0..<3000 {
      var broken = whole
      for _ in 0...round % 3 {
        let place = Int.random(in: 0..<headerEnd, using: &generator)
        broken[place] =
          round.isMultiple(of: 2)
          ? broken[place] ^ (1 << UInt8.random(in: 0..<8, using: &generator))
          : Array("{}[]\",:\\0129u".utf8).randomElement(using: &generator)!
      }
      do { _ = try TensorFile(parsing: broken) } catch is TensorFile.Flaw { refused += 1 }
    }
    XCTAssertGreaterThan(refused, 1500)
  }

  func testFilesThatAreNone() throws {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
    for (path, part) in [
      (folder, "there is no such file"),
      (folder.appendingPathComponent("none at all"), "there is no such file"),
      (URL(fileURLWithPath: "/dev/zero"), "is no ordinary file"),
    ] {
      XCTAssertThrowsError(try TensorFile(contentsOf: path)) {
        XCTAssertTrue("\($0)".contains(part), "\($0)")
      }
    }
  }
}
