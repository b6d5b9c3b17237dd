import Foundation

extension TensorFile {
  /// Writes the whole file beside its place and then moves it there: a reader finds the old file or the new one.
  ///
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written.
  public func write(to file: URL) throws {
    do {
      try encoded().write(to: file, options: .atomic)
    } catch {
      throw UnusableInput("\(file.relativePath) cannot be written: \(error.localizedDescription)")
    }
  }

  /// The file's bytes. The wider numbers come first, so that each lies at a multiple of its width.
  func encoded() throws -> Data {
    var header: [String: Any] = ["__metadata__": metadata]
    var numbers = Data()
    for (name, tensor) in tensors.sorted(by: {
      ($1.value.numbers.width, $0.key) < ($0.value.numbers.width, $1.key)
    }) {
      let start = numbers.count
      tensor.numbers.append(to: &numbers)
      header[name] = [
        "dtype": tensor.numbers.typeName, "shape": tensor.shape, "data_offsets": [start, numbers.count],
      ]
    }
    var json = try JSONSerialization.data(
      withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
    json.append(Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    data.append(numbers)
    return data
  }
}

extension StoredTensor.Numbers {
  /// The format's name of the type.
  fileprivate var typeName: String {
    switch self {
    case .float: "F32"
    case .double: "F64"
    }
  }

  /// How many bytes a number takes.
  fileprivate var width: Int {
    switch self {
    case .float: 4
    case .double: 8
    }
  }

  /// Appends the numbers' bytes, the lowest first.
  fileprivate func append(to data: inout Data) {
    switch self {
    case .float(let numbers): Self.append(numbers.map { $0.bitPattern.littleEndian }, to: &data)
    case .double(let numbers): Self.append(numbers.map { $0.bitPattern.littleEndian }, to: &data)
    }
  }

  private static func append(_ words: [some FixedWidthInteger], to data: inout Data) {
    words.withUnsafeBytes { data.append(contentsOf: $0) }
  }
}
