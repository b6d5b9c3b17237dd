import Foundation

/// Reads a zip archive that a stranger made: a file is unpacked on demand, into memory, up to a size.
///
/// Nothing is written to disk, so no path in the archive can do harm, and entries that are not requested cost
/// nothing, however large they are.
public struct ZipReader: Sendable {
  /// All entries of the archive, in its order.
  public let entries: [ZipEntry]
  private let source: ZipSource
  /// The offset of everything from its recorded position: some archives have a program in front.
  private let shift: Int

  /// The largest size of the list of files, in bytes.
  private static let directoryLimit = 16 << 20

  static let tooLarge = ZipError(
    "is too large: it has more than 65,535 files, or more than 4 gigabytes, or has room for as many")

  /// Reads the list of files.
  ///
  /// - Throws: ``ZipError`` if the file is not an archive, or not a complete one.
  public init(_ file: URL) throws(ZipError) { try self.init(ZipSource(file)) }

  /// Reads the list of files of an archive that is open; it is closed at the end.
  ///
  /// - Throws: ``ZipError`` if it is not an archive, or not a complete one.
  package init(taking descriptor: Int32) throws(ZipError) { try self.init(ZipSource(taking: descriptor)) }

  private init(_ source: ZipSource) throws(ZipError) {
    self.source = source
    guard let end = try Self.end(of: source) else { throw try source.failureKind() }
    let record = ByteReading(try source.bytes(at: end, count: 22)[...])
    let (count, size) = try (record.number16(at: 10), record.number32(at: 12))
    let offset = try record.number32(at: 16)
    guard try record.number16(at: 4) == 0 else {
      throw ZipError("is one part of several: combine them into one archive")
    }
    guard count != 0xffff, size <= Self.directoryLimit, offset != 0xffff_ffff else { throw Self.tooLarge }
    shift = end - size - offset
    guard shift >= 0 else { throw .cutOff }
    entries = try Self.entries(count, in: source.bytes(at: offset + shift, count: size))
  }

  /// Where the record at an archive's end begins; a comment of any length can follow it.
  private static func end(of source: ZipSource) throws(ZipError) -> Int? {
    let count = min(source.size, 22 + 65_535)
    guard count >= 22 else { return nil }
    let tail = try source.bytes(at: source.size - count, count: count)
    var place = count - 22
    while place >= 0 {
      if tail[place] == 0x50, tail[place + 1] == 0x4b, tail[place + 2] == 5, tail[place + 3] == 6 {
        let comment = Int(tail[place + 20]) | Int(tail[place + 21]) << 8
        if place + 22 + comment <= count { return source.size - count + place }
      }
      place -= 1
    }
    return nil
  }

  private static func entries(_ count: Int, in directory: [UInt8]) throws(ZipError) -> [ZipEntry] {
    var rest = ByteReading(directory[...])
    var entries: [ZipEntry] = []
    for _ in 0..<count {
      let entry = try ZipEntry(rest)
      entries.append(entry)
      rest = try rest.rest(from: entry.lineLength)
    }
    return entries
  }

  /// The contents of a file of the archive.
  ///
  /// - Throws: ``ZipError`` if it is larger than `limit` bytes, damaged, or packed by an unsupported
  ///   method.
  public func contents(of entry: ZipEntry, upTo limit: Int) throws(ZipError) -> Data {
    guard !entry.isEncrypted else { throw ZipError("needs a password") }
    // Incompressible data grows by a few bytes, which is not a reason to refuse it.
    guard entry.size <= limit, entry.packedSize <= limit + limit / 1000 + 1024 else {
      throw ZipError("is larger than \(limit) bytes")
    }
    let packed = try packedBytes(of: entry)
    let bytes = try unpacked(packed, entry)
    guard bytes.count == entry.size, Checksum.of(bytes) == entry.checksum else {
      throw .damaged("its checksum is wrong")
    }
    return Data(bytes)
  }

  private func packedBytes(of entry: ZipEntry) throws(ZipError) -> [UInt8] {
    let place = entry.offset + shift
    let header = ByteReading(try source.bytes(at: place, count: 30)[...])
    let pathLength = try header.number16(at: 26)
    guard try header.number32(at: 0) == 0x0403_4b50,
      try source.bytes(at: place + 30, count: pathLength) == entry.rawPath
    else { throw .damaged("the list of files does not match the files") }
    return try source.bytes(
      at: place + 30 + pathLength + header.number16(at: 28), count: entry.packedSize)
  }

  private func unpacked(_ packed: [UInt8], _ entry: ZipEntry) throws(ZipError) -> [UInt8] {
    switch entry.method {
    case 0: return packed
    case 8: return try Inflater.inflate(packed, upTo: entry.size)
    default: throw ZipError("is packed by an unsupported method (number \(entry.method))")
    }
  }
}
