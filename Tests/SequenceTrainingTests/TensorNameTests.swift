import Foundation
import LinearAlgebra
import XCTest

@testable import SequenceTraining

/// Names are code points, one is reserved, and shapes without numbers are only shapes.
final class TensorNameTests: XCTestCase {
  private let composed = "\u{E9}"
  private let decomposed = "e\u{301}"

  /// "é" in one code point and in two is one text to a reader and two names to the format.
  func testNamesThatLookTheSameAreTwo() throws {
    XCTAssertEqual(composed, decomposed, "to Swift they are equal")
    var contents = TensorFile()
    contents.tensors[composed] = StoredTensor([[1]] as Matrix<Float>)
    contents.tensors[decomposed] = StoredTensor([[2]] as Matrix<Float>)
    contents.metadata[composed] = "one"
    contents.metadata[decomposed] = "two"
    XCTAssertEqual(contents.tensors.count, 2)
    let read = try TensorFile(parsing: contents.encoded())
    XCTAssertEqual(read, contents)
    XCTAssertEqual(try read.matrix(composed, of: Float.self), [[1]])
    XCTAssertEqual(try read.matrix(decomposed, of: Float.self), [[2]])
    XCTAssertEqual(read.metadata[decomposed], "two")
    XCTAssertEqual(read.tensors.map { Array($0.key.utf8) }, [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
    var other = contents
    other.tensors[composed] = nil
    XCTAssertEqual(other.tensors.keys.map { Array($0.unicodeScalars.map(\.value)) }, [[0x65, 0x301]])
    XCTAssertThrowsError(try contents.matrices(of: Float.self)) {
      XCTAssertTrue("\($0)".contains("two tensors have names that look like"), "\($0)")
    }
    XCTAssertEqual(try contents.matrices(of: Float.self, prefix: "e"), ["\u{301}": [[2]]])
    XCTAssertThrowsError(try TensorFile().matrix(composed, of: Float.self))
  }

  /// The same name twice is still a flaw, however its letters are escaped.
  func testTheSameNameTwiceIsAFlaw() throws {
    func header(_ second: String) -> Data {
      let entry = #"{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#
      let json = Data("{\"\u{E9}\":\(entry),\"\(second)\":\(entry)}".utf8)
      return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json
    }
    XCTAssertThrowsError(try TensorFile(parsing: header("\u{E9}")))
    XCTAssertThrowsError(try TensorFile(parsing: header("\\u00e9")))
    XCTAssertEqual(try TensorFile(parsing: header("e\\u0301")).tensors.count, 2)
  }

  func testTheNameOfTheTextsIsReserved() throws {
    let file = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
      "\(UUID().uuidString).safetensors")
    var contents = TensorFile()
    contents.tensors["__metadata__"] = StoredTensor([[1]] as Matrix<Float>)
    XCTAssertThrowsError(try contents.write(to: file)) {
      XCTAssertTrue("\($0)".contains("no tensor can be named __metadata__"), "\($0)")
      XCTAssertTrue("\($0)".contains(file.lastPathComponent), "\($0)")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: file.path))
    contents.tensors["__metadata__"] = nil
    contents.metadata["__metadata__"] = "a text can have the name"
    XCTAssertEqual(try TensorFile(parsing: contents.encoded()), contents)
  }

  /// Every code point that JSON escapes, and those around them.
  func testNamesOfAllKindsComeBack() throws {
    var contents = TensorFile()
    for value in Array(0...0x100) + [0x2028, 0xFEFF, 0xFFFF, 0x1F642, 0x10FFFF] {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      contents.tensors["a\(scalar)b"] = StoredTensor(vector: [[Float(value)]])
      contents.metadata["\(scalar)"] = "\(scalar)\(scalar)"
    }
    XCTAssertEqual(contents.tensors.count, 0x106)
    let data = try contents.encoded()
    XCTAssertEqual(try TensorFile(parsing: data), contents)
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    XCTAssertNotNil(try? JSONSerialization.jsonObject(with: data[8..<8 + length]), "others read it too")
  }

  func testShapesWithoutNumbers() throws {
    XCTAssertEqual(StoredTensor(shape: [0, 1 << 40], numbers: .float([])).parts, [])
    XCTAssertEqual(StoredTensor(shape: [3, 0], numbers: .float([])).parts.map(\.shape), [[0], [0], [0]])
    XCTAssertEqual(
      StoredTensor(shape: [.max, .max, 0], numbers: .double([])).numbers.count, 0,
      "no overflow on the way to 0")
    let hollow = StoredTensor(shape: [1 << 40, 0], numbers: .float([]))
    XCTAssertNil(hollow.matrix(of: Float.self), "no matrix has a side that long")
  }
}
