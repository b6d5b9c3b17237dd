import Foundation

extension TensorFile {
  /// Writes the whole file beside its place and then moves it there: a reader finds the old file or the new one.
  ///
  /// - Throws: ``InvalidInputError`` naming the file if it cannot be written, or if a tensor has the name of the texts.
  public func write(to file: URL) throws {
    do {
      try encoded().write(to: file, options: .atomic)
    } catch {
      let reason = (error as? InvalidInputError)?.description ?? error.localizedDescription
      throw InvalidInputError("\(file.relativePath) cannot be written: \(reason)")
    }
  }

  /// The file's bytes. The wider numbers come first, so that each lies at a multiple of its width.
  func encoded() throws -> Data {
    let reserved = TensorHeader.metadataName
    guard tensors[reserved] == nil else {
      throw InvalidInputError("no tensor can be named \(reserved), under which the format keeps the texts")
    }
    let texts = metadata.map { "\(Self.json($0.key)):\(Self.json($0.value))" }
    var header = [(name: reserved, entry: "{\(texts.joined(separator: ","))}")]
    var numbers = Data()
    for width in [8, 4] {
      for (name, tensor) in tensors where tensor.numbers.width == width {
        let start = numbers.count
        tensor.numbers.append(to: &numbers)
        let shape = tensor.shape.map(String.init).joined(separator: ",")
        header.append(
          (
            name,
            "{\"data_offsets\":[\(start),\(numbers.count)],\"dtype\":\"\(tensor.numbers.typeName)\",\"shape\":[\(shape)]}"
          ))
      }
    }
    header.sort { $0.name.comesBefore($1.name) }
    let entries = header.map { "\(Self.json($0.name)):\($0.entry)" }
    var json = Data("{\(entries.joined(separator: ","))}".utf8)
    json.append(Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    data.append(numbers)
    return data
  }

  /// A text as JSON has it. Foundation's own writer keeps one of two names that look the same.
  private static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
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
