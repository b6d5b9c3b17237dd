import LinearAlgebra

extension UInt64: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(bits: self) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws { self = try reader.bits() }
}

extension Int: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(bits: UInt64(bitPattern: Int64(self))) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    guard let value = Int(exactly: Int64(bitPattern: try reader.bits())) else { throw Unreadable() }
    self = value
  }
}

extension UInt8: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(raw: CollectionOfOne(self)) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws { self = try reader.raw(1).first! }
}

extension Bool: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(self ? 1 : 0 as UInt8) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    switch try reader.next(UInt8.self) {
    case 0: self = false
    case 1: self = true
    default: throw Unreadable()
    }
  }
}

extension Double: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(bits: bitPattern) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws { self.init(bitPattern: try reader.bits()) }
}

extension Float: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(bits: UInt64(bitPattern)) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    guard let bits = UInt32(exactly: try reader.bits()) else { throw Unreadable() }
    self.init(bitPattern: bits)
  }
}

extension String: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(utf8.count)
    writer.add(raw: utf8)
  }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    let count = try reader.count()
    // A text's bytes are Unicode on both sides; invalid ones become Swift's replacement character.
    self.init(decoding: try reader.raw(count), as: UTF8.self)
  }
}

extension Optional: Wire where Wrapped: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(self != nil)
    if let self { writer.add(self) }
  }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    self = try reader.next(Bool.self) ? try reader.next(Wrapped.self) : nil
  }
}

extension Array: Wire where Element: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(count)
    for element in self { writer.add(element) }
  }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    let count = try reader.count()
    self = []
    for _ in 0..<count { append(try reader.next()) }
  }
}

extension Set: Wire where Element: Wire & Comparable {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(sorted()) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws { self.init(try reader.next([Element].self)) }
}

extension Dictionary: Wire where Key: Wire & Comparable, Value: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(keys.sorted())
    for key in keys.sorted() { if let value = self[key] { writer.add(value) } }
  }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    self = [:]
    let keys = try reader.next([Key].self)
    for key in keys { self[key] = try reader.next(Value.self) }
  }
}

extension Matrix: Wire {
  /// Writes both sizes, then the numbers row after row; `Float` as the `Double` of the same value.
  public func write(to writer: inout WireWriter) {
    writer.add(rows)
    writer.add(columns)
    let numbers = (self as? Matrix<Double>)?.elements ?? elements.map { Double($0) }
    numbers.withUnsafeBufferPointer { writer.add(doubles: $0) }
  }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    let (rows, columns) = (try reader.next(Int.self), try reader.next(Int.self))
    guard MatrixShape(rows, columns).isPossible else { throw Unreadable() }
    let numbers = try reader.doubles(rows * columns)
    if let own = Matrix<Double>(rows: rows, columns: columns, elements: numbers) as? Self {
      self = own
    } else {
      self.init(rows: rows, columns: columns, elements: numbers.map { Scalar($0) })
    }
  }
}

extension MatrixShape: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add([rows, columns]) }
  /// Reads a value, or throws ``Unreadable``.
  public init(from reader: inout WireReader) throws {
    let sizes = try reader.next([Int].self)
    guard sizes.count == 2 else { throw Unreadable() }
    self.init(sizes[0], sizes[1])
  }
}
