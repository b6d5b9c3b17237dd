import Foundation
import LinearAlgebra

/// Named matrices and a few named texts in one file, in the safetensors format that PyTorch's tools read too.
///
/// The file is an 8-byte little-endian length, a JSON header of that length (`{"name": {"dtype": "F32",
/// "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"key": "text"}}`), and the numbers.
/// Format: https://huggingface.co/docs/safetensors.
public struct TensorFile: Sendable, Equatable {
  /// Texts by name.
  public var metadata: [String: String] = [:]
  /// Matrices by name.
  public var matrices: [String: Matrix<Float>] = [:]

  /// A file with nothing in it.
  public init() {}
}

extension TensorFile {
  /// Writes the whole file beside its place and then moves it there: a reader finds the old file or the new one.
  ///
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written.
  public func write(to file: URL) throws {
    var header: [String: Any] = ["__metadata__": metadata]
    var numbers = Data()
    for (name, matrix) in matrices.sorted(by: { $0.key < $1.key }) {
      let start = numbers.count
      matrix.withUnsafeElements { elements in
        for element in elements {
          withUnsafeBytes(of: element.bitPattern.littleEndian) { numbers.append(contentsOf: $0) }
        }
      }
      header[name] = [
        "dtype": "F32", "shape": [matrix.rows, matrix.columns], "data_offsets": [start, numbers.count],
      ]
    }
    var json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys])
    json.append(Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    data.append(numbers)
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw UnusableInput("\(file.relativePath) cannot be written: \(error.localizedDescription)")
    }
  }
}
