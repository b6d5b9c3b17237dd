import GradingProtocol
import LinearAlgebra
import XCTest

@testable import Answering

/// Values that cross from one process to another.
final class WireTests: XCTestCase {
  private func sent<Value: Wire>(_ value: Value) throws -> Value {
    var writer = WireWriter()
    writer.add(value)
    var reader = WireReader(writer.bytes)
    let result = try reader.next(Value.self)
    try reader.end()
    return result
  }

  func testValuesComeBackToTheBit() throws {
    for number in [0, -0.0, 1.5, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude] {
      XCTAssertEqual(try sent(number).bitPattern, number.bitPattern)
    }
    XCTAssertEqual(try sent(Double.nan).bitPattern, Double.nan.bitPattern)
    XCTAssertEqual(try sent(Float(0.1)), 0.1)
    XCTAssertEqual(try sent([Int.min, -1, 0, Int.max]), [Int.min, -1, 0, Int.max])
    XCTAssertEqual(try sent(UInt64.max), UInt64.max)
    XCTAssertEqual(try sent([true, false]), [true, false])
    XCTAssertEqual(try sent(["", "é", "e\u{301}", "👩‍👩‍👧", "\u{0}\n"]), ["", "é", "e\u{301}", "👩‍👩‍👧", "\u{0}\n"])
    XCTAssertEqual(try sent(["e\u{301}"]).map { Array($0.utf8) }, [Array("e\u{301}".utf8)])
    XCTAssertEqual(try sent([Int?.none, 3]), [nil, 3])
    XCTAssertEqual(try sent(Set(["b", "a"])), ["a", "b"])
    XCTAssertEqual(try sent(["a": [1.0], "b": []]), ["a": [1], "b": []])
    XCTAssertEqual(try sent([[UInt8(3)], []]), [[3], []])
  }

  func testMatricesOfBothTypesAndOfNoSizeComeBack() throws {
    let double: Matrix<Double> = [[1, -2.5, .infinity], [0.1, 4, 5]]
    XCTAssertEqual(try sent(double), double)
    let single: Matrix<Float> = [[0.1], [1e30]]
    XCTAssertEqual(try sent(single), single)
    for shape in [MatrixShape(0, 3), MatrixShape(3, 0), MatrixShape(0, 0)] {
      XCTAssertEqual(try sent(Matrix<Double>.zeros(shape)).shape, shape)
    }
  }

  /// Whatever a student's process sends is read or refused: nothing traps, and a few bytes never allocate
  /// much memory.
  func testHostileBytesAreReadOrRefused() {
    var generator = SplitMix64(seed: 14)
    let large: [UInt64] = [
      0, 1, 2, 7, .max, 1 << 32, 1 << 40, 1 << 62, UInt64(bitPattern: -1 << 62), 3_037_000_500,
    ]
    for _ in 0..<10_000 {
      var writer = WireWriter()
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        if Bool.random(using: &generator) {
          writer.add(large.randomElement(using: &generator)!)
        } else {
          writer.add(UInt8.random(in: 0...255, using: &generator))
        }
      }
      func read<Value: Wire>(_ type: Value.Type) {
        var reader = WireReader(writer.bytes); _ = try? reader.next(type)
      }
      read(Matrix<Double>.self)
      read(Matrix<Float>.self)
      read([[Matrix<Double>]].self)
      read([String].self)
      read([String: [Double]].self)
      read([Int?].self)
      read(MatrixShape.self)
      read(Set<String>.self)
    }
  }

  func testFramesAreCutWhereTheyEnd() throws {
    let frames = [
      Frame(.call, [1, 2, 3]), Frame(.gone), Frame(.returned, Array(repeating: 7, count: 70_000)),
    ]
    let bytes = frames.flatMap(\.encoded)
    for size in [1, 3, 4096, bytes.count] {
      var (cutter, found) = (FrameCutter(), [Frame]())
      for start in stride(from: 0, to: bytes.count, by: size) {
        cutter.append(bytes[start..<min(start + size, bytes.count)])
        while let frame = try cutter.next() { found.append(frame) }
      }
      XCTAssertEqual(found, frames)
      XCTAssertTrue(cutter.isEmpty)
    }
  }

  /// Kind and length are checked before anything else is read.
  func testHostileFramesAreRefusedAtTheirHead() {
    for head: [UInt8] in [
      [0], [14], [255], [9, 255, 255, 255, 255], [9, 1, 0, 0, 4], [10, 0, 0, 0, 128],
    ] {
      var cutter = FrameCutter()
      cutter.append(head)
      XCTAssertThrowsError(try cutter.next(), "\(head)")
    }
  }
}
