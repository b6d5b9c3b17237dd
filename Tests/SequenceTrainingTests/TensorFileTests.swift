import Foundation
import LinearAlgebra
import XCTest

@testable import SequenceTraining

/// The committed files next to Tests/ReferenceData/tensor_reference.py.
func referenceTensors(_ name: String) throws -> TensorFile {
  try TensorFile(contentsOf: referenceTensorFile(name))
}

func referenceTensorFile(_ name: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("ReferenceData/tensors/\(name).safetensors")
}

final class TensorFileTests: XCTestCase {
  private func roundTrip(_ contents: TensorFile) throws -> TensorFile {
    try TensorFile(parsing: contents.encoded())
  }

  func testEveryBitComesBack() throws {
    var contents = TensorFile()
    contents.metadata = ["key": "a \"quoted\" ünïcode value / \\ \n\t\u{0}\u{1F}\u{7F} 🙂", "": ""]
    contents.tensors = [
      "a": StoredTensor([[1.5, -0.0, .infinity]] as Matrix<Float>),
      "é/\"b\"\n": StoredTensor(vector: [[.leastNonzeroMagnitude, 0.1]] as Matrix<Double>),
      "": StoredTensor(Matrix<Double>.zeros(rows: 0, columns: 3)),
      "number": StoredTensor(shape: [], numbers: .float([.greatestFiniteMagnitude])),
      "cube": StoredTensor(shape: [2, 1, 3], numbers: .double([1, 2, 3, 4, 5, 6])),
    ]
    let read = try roundTrip(contents)
    XCTAssertEqual(read, contents)
    XCTAssertEqual(try read.matrix("a", of: Float.self)[0, 1].sign, .minus)
    XCTAssertEqual(read.tensors[""]?.numbers, .double([]), "nothing has a type too")
    XCTAssertEqual(try roundTrip(TensorFile()), TensorFile())
  }

  func testNotANumberKeepsItsBits() throws {
    let strange = Float(bitPattern: 0xFFC1_2345)
    var contents = TensorFile()
    contents.tensors["x"] = StoredTensor([[strange]] as Matrix<Float>)
    XCTAssertEqual(try roundTrip(contents).matrix("x", of: Float.self)[0, 0].bitPattern, strange.bitPattern)
  }

  /// The wider numbers come first, each at a multiple of its width, counted from the start of the file.
  func testNumbersAreAligned() throws {
    var contents = TensorFile()
    contents.tensors["a"] = StoredTensor([[1, 2, 3]] as Matrix<Float>)
    contents.tensors["b"] = StoredTensor([[4]] as Matrix<Double>)
    let data = try contents.encoded()
    let headerLength = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    XCTAssertEqual(headerLength % 8, 0)
    let header = try JSONSerialization.jsonObject(with: data[8..<8 + headerLength]) as? [String: Any]
    XCTAssertEqual((header?["b"] as? [String: Any])?["data_offsets"] as? [Int], [0, 8])
    XCTAssertEqual((header?["a"] as? [String: Any])?["data_offsets"] as? [Int], [8, 20])
    XCTAssertEqual(data.count, 8 + headerLength + 20)
  }

  func testMatricesPartsAndTheirNames() throws {
    var file = TensorFile()
    file.tensors["cube"] = StoredTensor(shape: [2, 3, 1], numbers: .double([1, 2, 3, 4, 5, 6]))
    file.tensors["row"] = StoredTensor(shape: [2], numbers: .float([7, 8]))
    file.tensors["none"] = StoredTensor(shape: [0, 9], numbers: .float([]))
    XCTAssertEqual(
      file.tensors["cube"]!.parts.map { $0.matrix() }, [[[1], [2], [3]], [[4], [5], [6]] as Matrix<Double>])
    XCTAssertEqual(file.tensors["none"]!.parts, [])
    XCTAssertEqual(try file.matrix("row", of: Double.self), [[7, 8]])
    XCTAssertThrowsError(try file.matrix("cube", of: Float.self)) {
      XCTAssertEqual("\($0)", #""cube" has shape [2, 3, 1], which no matrix has; take its parts one by one"#)
    }
    XCTAssertThrowsError(try file.matrix("rwo", of: Float.self)) {
      XCTAssertEqual("\($0)", #"there is no tensor named "rwo"; there are "cube", "none", "row""#)
    }
  }

  /// A file the real library wrote: each type of number next to the same numbers in double precision.
  func testEveryTypeOfPyTorchIsReadExactly() throws {
    let file = try referenceTensors("pytorch")
    XCTAssertEqual(file.metadata["source"], "tensor_reference.py, python 3.11.7, torch 2.13.0+cpu, seed 3")
    for type in ["half", "brain", "float"] {
      let read = try file.matrix("types.\(type)", of: Double.self)
      let exact = try file.matrix("types.\(type).exact", of: Double.self)
      XCTAssertEqual(read.shape, MatrixShape(1, 7), type)
      XCTAssertEqual(read.elements.map(\.bitPattern), exact.elements.map(\.bitPattern), type)
      guard case .float = file.tensors["types.\(type)"]!.numbers else {
        return XCTFail("\(type) is not 32-bit")
      }
    }
    XCTAssertEqual(file.tensors["types.number"], StoredTensor(shape: [], numbers: .double([7.25])))
    XCTAssertEqual(file.tensors["types.empty"]?.shape, [0, 3])
    XCTAssertEqual(file.tensors["numbers.lstm.inputs"]?.shape, [5, 2, 3])
    XCTAssertEqual(file.tensors["lstm.bias_ih_l0"]?.shape, [16])
  }

  /// All 65,536 halves against IEEE 754's definition of sign, exponent and fraction.
  func testEveryHalf() {
    for bits in UInt16.min...UInt16.max {
      let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
      let size: Double =
        switch exponent {
        case 0: scalbn(fraction, -24)
        case 31: fraction == 0 ? .infinity : .nan
        default: scalbn(1024 + fraction, exponent - 25)
        }
      let read = floatOfHalf(bits)
      XCTAssertEqual(read.sign, bits >> 15 == 1 ? .minus : .plus)
      XCTAssertTrue(size.isNaN ? read.isNaN : Double(read.magnitude) == size, "\(bits): \(read)")
    }
  }
}
