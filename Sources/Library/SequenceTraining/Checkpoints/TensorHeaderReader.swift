import Foundation

/// Reads a tensor file's header, which is JSON of one fixed form: an object of objects, three levels deep.
///
/// It is read by hand because a general reader hides what must not pass: it keeps one of two entries of the same
/// name, takes `true` for 1, and answers a thousand nested brackets as it likes. Here each level is one function,
/// so that nothing in the file decides how deep the calls go.
struct TensorHeaderReader {
  typealias Flaw = TensorFile.Flaw

  var scanner: JSONScanner

  init(_ bytes: [UInt8]) { scanner = JSONScanner(bytes) }

  /// The whole header.
  mutating func read() throws -> TensorHeader {
    var header = TensorHeader()
    var hasMetadata = false
    try readObject { reader, name in
      if name == TensorHeader.metadataName {
        guard !hasMetadata else { throw Flaw(text: "its header has two entries named \(shown(name))") }
        hasMetadata = true
        header.metadata = try reader.readMetadata()
      } else {
        guard header.entries[name] == nil else {
          throw Flaw(text: "its header has two entries named \(shown(name))")
        }
        header.entries[name] = try reader.readEntry(named: name)
      }
    }
    try scanner.expectEnd()
    return header
  }

  private mutating func readMetadata() throws -> NamedValues<String> {
    var texts: NamedValues<String> = [:]
    try readObject { reader, key in
      guard texts[key] == nil else { throw Flaw(text: "its metadata have two texts named \(shown(key))") }
      texts[key] = try reader.scanner.string()
    }
    return texts
  }

  private mutating func readEntry(named name: String) throws -> TensorHeader.Entry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try readObject { reader, field in
      switch field {
      case "dtype" where type == nil: type = try reader.scanner.string()
      case "shape" where shape == nil: shape = try reader.readNumbers()
      case "data_offsets" where offsets == nil: offsets = try reader.readNumbers()
      default: throw Flaw(text: "the entry of \(shown(name)) has a field \(shown(field)) too many")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw Flaw(text: "the entry of \(shown(name)) lacks its type, shape or two offsets")
    }
    return TensorHeader.Entry(type: type, shape: shape, start: offsets[0], stop: offsets[1])
  }

  private mutating func readObject(_ member: (inout Self, String) throws -> Void) throws {
    try scanner.expect("{")
    if scanner.skip("}") { return }
    repeat {
      let name = try scanner.string()
      try scanner.expect(":")
      try member(&self, name)
    } while scanner.skip(",")
    try scanner.expect("}")
  }

  private mutating func readNumbers() throws -> [Int] {
    var numbers: [Int] = []
    try scanner.expect("[")
    if scanner.skip("]") { return numbers }
    repeat { numbers.append(try scanner.number()) } while scanner.skip(",")
    try scanner.expect("]")
    return numbers
  }
}
