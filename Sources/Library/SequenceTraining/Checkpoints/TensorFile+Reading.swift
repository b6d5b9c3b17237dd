import Foundation

extension TensorFile {
  /// Reads a file of tensors.
  ///
  /// Nothing in the file is trusted: every length is held against the bytes that are there, and what a damaged
  /// file claims to hold is never made room for.
  ///
  /// - Parameters:
  ///   - file: where it lies.
  ///   - isWanted: which tensors to read, by name; the whole file is checked all the same.
  /// - Throws: ``InvalidInputError`` naming the file and what is wrong with it.
  public init(contentsOf file: URL, where isWanted: (String) -> Bool = { _ in true }) throws {
    let real = file.resolvingSymlinksInPath()
    let attributes = (try? FileManager.default.attributesOfItem(atPath: real.path)) ?? [:]
    guard let type = attributes[.type] as? FileAttributeType, type != .typeDirectory else {
      throw InvalidInputError("\(file.relativePath): there is no such file; check the path")
    }
    guard type == .typeRegular else {
      throw InvalidInputError("\(file.relativePath) is no ordinary file; give the path of a safetensors file")
    }
    guard let data = try? Data(contentsOf: real, options: .mappedIfSafe) else {
      throw InvalidInputError("\(file.relativePath) cannot be read; check its permissions and its size")
    }
    do {
      try self.init(parsing: data, where: isWanted)
    } catch let flaw as Flaw {
      throw InvalidInputError("\(file.relativePath) is not a whole safetensors file: \(flaw.text)")
    }
  }

  /// The problem with a file's bytes.
  struct Flaw: Error { let text: String }

  /// The tensors in a file's bytes, or those of them that are wanted.
  init(parsing data: Data, where isWanted: (String) -> Bool = { _ in true }) throws {
    guard data.count >= 8 else {
      throw Flaw(text: "it has \(data.count) bytes, and the length alone takes 8")
    }
    let headerLength = data.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard headerLength <= UInt64(data.count - 8) else {
      throw Flaw(text: "its header is to have \(headerLength) bytes, and \(data.count - 8) are there")
    }
    let numbersStart = data.startIndex + 8 + Int(headerLength)
    var reader = TensorHeaderReader([UInt8](data[data.startIndex + 8..<numbersStart]))
    let header = try reader.read()
    let numbers = data[numbersStart...]
    try Self.checkThatTheyFill(numbers.count, header.entries)
    metadata = header.metadata
    for (name, entry) in header.entries {
      let type = try entry.checkedType(named: name)
      if isWanted(name) { tensors[name] = entry.tensor(of: type, from: numbers) }
    }
  }

  /// The tensors lie one after the other, without gaps and without sharing a byte, up to the end.
  private static func checkThatTheyFill(_ byteCount: Int, _ entries: NamedValues<TensorHeader.Entry>) throws {
    var end = 0
    let inOrder = entries.sorted { ($0.value.start, $0.value.stop) < ($1.value.start, $1.value.stop) }
    for (name, entry) in inOrder {
      guard entry.start == end else {
        throw Flaw(
          text:
            "\(shown(name)) begins at byte \(entry.start) of the numbers, and the one before it ends at \(end)"
        )
      }
      guard entry.start <= entry.stop, entry.stop <= byteCount else {
        throw Flaw(
          text:
            "\(shown(name)) ends at byte \(entry.stop) of the numbers, and \(byteCount) are there (truncated?)"
        )
      }
      end = entry.stop
    }
    guard end == byteCount else {
      throw Flaw(text: "its tensors take \(end) bytes, and \(byteCount) are there")
    }
  }
}

extension TensorHeader.Entry {
  /// The type of its numbers, which fill its bytes as its shape asks for.
  fileprivate func checkedType(named name: String) throws -> StoredNumberType {
    guard let type = StoredNumberType(rawValue: type) else {
      let known = StoredNumberType.allCases.map(\.rawValue).joined(separator: ", ")
      throw TensorFile.Flaw(
        text: "\(shown(name)) has type \(shown(self.type)), and the types read here are \(known)")
    }
    let byteCount = shape.reduce(type.width as Int?) { product, length in
      product.flatMap {
        let (next, overflowed) = $0.multipliedReportingOverflow(by: length)
        return overflowed ? nil : next
      }
    }
    guard byteCount == stop - start else {
      throw TensorFile.Flaw(
        text:
          "\(shown(name)) of type \(type.rawValue) and shape \(shown(shape)) does not fill the bytes \(start) to \(stop)"
      )
    }
    return type
  }

  /// The tensor whose bytes are `start ..< stop` of `numbers`, which the caller has seen to be there.
  fileprivate func tensor(of type: StoredNumberType, from numbers: Data) -> StoredTensor {
    let bytes = numbers[numbers.startIndex + start..<numbers.startIndex + stop]
    return StoredTensor(shape: shape, numbers: type.numbers(in: bytes))
  }
}
