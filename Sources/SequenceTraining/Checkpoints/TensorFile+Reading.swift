import Foundation
import LinearAlgebra

extension TensorFile {
  /// Reads a file of two-dimensional 32-bit tensors.
  ///
  /// Nothing in the file is trusted: every length is held against the bytes that are there.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is wrong with it.
  public init(contentsOf file: URL) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue
    else {
      throw UnusableInput("\(file.relativePath): there is no such file; check the path")
    }
    guard let data = try? Data(contentsOf: file) else {
      throw UnusableInput("\(file.relativePath) cannot be read; check its permissions")
    }
    do {
      try self.init(parsing: data)
    } catch let flaw as Flaw {
      throw UnusableInput("\(file.relativePath) is not a whole safetensors file: \(flaw.text)")
    }
  }

  /// What is wrong with a file's bytes.
  struct Flaw: Error { let text: String }

  init(parsing data: Data) throws {
    guard data.count >= 8 else {
      throw Flaw(text: "it has \(data.count) bytes, and the length alone takes 8")
    }
    let headerLength = data.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard headerLength <= UInt64(data.count - 8) else {
      throw Flaw(text: "its header is to have \(headerLength) bytes, and \(data.count - 8) are there")
    }
    let end = 8 + Int(headerLength)
    guard let header = try? JSONSerialization.jsonObject(with: data[8..<end]) as? [String: Any] else {
      throw Flaw(text: "its header is not a JSON object")
    }
    let numbers = data[end...]
    // In the order of the names, so that the same damage always gets the same message.
    for (name, value) in header.sorted(by: { $0.key < $1.key }) {
      if name == "__metadata__" {
        guard let texts = value as? [String: String] else { throw Flaw(text: "its metadata are not texts") }
        metadata = texts
      } else {
        matrices[name] = try Self.matrix(value, named: name, from: numbers)
      }
    }
  }

  private static func matrix(_ entry: Any, named name: String, from numbers: Data) throws -> Matrix<Float> {
    guard let entry = entry as? [String: Any], let type = entry["dtype"] as? String,
      let shape = entry["shape"] as? [Int], let offsets = entry["data_offsets"] as? [Int], offsets.count == 2
    else { throw Flaw(text: "the entry of \(name) lacks its type, shape or offsets") }
    guard type == "F32", shape.count == 2, shape.allSatisfy({ $0 >= 0 }) else {
      throw Flaw(text: "\(name) has type \(type) and shape \(shape); matrices of type F32 are read here")
    }
    let (count, overflowed) = shape[0].multipliedReportingOverflow(by: shape[1])
    let (start, stop) = (offsets[0], offsets[1])
    guard !overflowed, start >= 0, start <= stop, (stop - start) / 4 == count, (stop - start) % 4 == 0 else {
      throw Flaw(text: "\(name) of shape \(shape) does not fill the bytes \(start) to \(stop)")
    }
    guard stop <= numbers.count else {
      throw Flaw(
        text: "\(name) ends at byte \(stop) of the numbers, and \(numbers.count) are there (truncated?)")
    }
    let bytes = numbers[numbers.startIndex + start..<numbers.startIndex + stop]
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      bytes.withUnsafeBytes { raw in
        for index in 0..<count {
          let bits = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
          buffer.initializeElement(at: index, to: Float(bitPattern: bits))
        }
      }
      filled = count
    }
    return Matrix(rows: shape[0], columns: shape[1], elements: elements)
  }
}
