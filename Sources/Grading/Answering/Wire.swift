import LinearAlgebra

/// A value that crosses from one process to another as bytes.
///
/// Both sides know the type of each value, so the bytes carry no names: numbers have eight bytes, lists their
/// count first. A student's process can send anything, and reading it either returns a value of the type or
/// throws ``Unreadable``; it never traps and never allocates more than was received.
public protocol Wire {
  /// Writes the value.
  func write(to writer: inout WireWriter)
  /// Reads a value.
  ///
  /// - Throws: ``Unreadable`` if the bytes are not such a value.
  init(from reader: inout WireReader) throws
}

/// Bytes that are not a value of the requested type.
public struct Unreadable: Error, Sendable {
  /// An error without more to say.
  public init() {}
}

/// Encodes values one after another as bytes.
public struct WireWriter {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  /// The number of added values, not counting their parts.
  private(set) var values: [any Wire] = []
  private var depth = 0

  /// A writer without bytes.
  public init() {}

  /// Writes a value.
  public mutating func add(_ value: some Wire) {
    if depth == 0 { values.append(value) }
    depth += 1
    value.write(to: &self)
    depth -= 1
  }

  mutating func add(bits: UInt64) { withUnsafeBytes(of: bits.littleEndian) { bytes += $0 } }
  mutating func add(raw: some Sequence<UInt8>) { bytes += raw }
  mutating func add(doubles: UnsafeBufferPointer<Double>) {
    if UInt64(1).littleEndian == 1 {
      bytes += UnsafeRawBufferPointer(doubles)
    } else {
      for number in doubles { add(bits: number.bitPattern) }
    }
  }
}

/// Decodes, one after another, the values a ``WireWriter`` encoded.
public struct WireReader: Sendable {
  private let bytes: [UInt8]
  private var place = 0

  /// A reader of all of the bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a value.
  ///
  /// - Throws: ``Unreadable`` if the bytes are not of that type.
  public mutating func next<Value: Wire>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: &self)
  }

  /// How many bytes are left.
  public var rest: Int { bytes.count - place }

  /// Throws unless everything was read.
  ///
  /// - Throws: ``Unreadable`` if something is left.
  public func end() throws { if rest != 0 { throw Unreadable() } }

  mutating func bits() throws -> UInt64 {
    UInt64(littleEndian: try raw(8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
  }

  mutating func raw(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest else { throw Unreadable() }
    defer { place += count }
    return bytes[place..<place + count]
  }

  mutating func doubles(_ count: Int) throws -> [Double] {
    guard count >= 0, count <= rest / 8 else { throw Unreadable() }
    let part = try raw(8 * count)
    return part.withUnsafeBytes { bytes in
      (0..<count).map {
        Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)))
      }
    }
  }

  /// The length of a list, each of whose elements takes at least one byte.
  mutating func count() throws -> Int {
    let count = try next(Int.self)
    guard (0...rest).contains(count) else { throw Unreadable() }
    return count
  }
}
