import Foundation

/// One file or folder of an archive, as the archive's directory lists it.
public struct ZipEntry: Equatable, Sendable {
  /// Its path in the archive, in the form of `EscapedName`.
  public let path: String
  /// Its size in bytes according to the archive.
  public let size: Int
  /// Whether it is a link to another file.
  public let isLink: Bool
  /// Whether its owner can run it.
  public let isProgram: Bool
  /// Whether a password is needed.
  public let isEncrypted: Bool

  let rawPath: [UInt8]
  let method: Int
  let checksum: UInt32
  let packedSize: Int
  /// The offset of its header according to the archive.
  let offset: Int
  /// The size in bytes of its directory record.
  let lineLength: Int

  /// Reads a line of the directory.
  ///
  /// - Throws: ``ZipError`` if the record is invalid.
  init(_ line: ByteReading) throws(ZipError) {
    guard try line.number32(at: 0) == 0x0201_4b50 else { throw .damaged("its list of files is damaged") }
    let pathLength = try line.number16(at: 28)
    rawPath = Array(try line.bytes(at: 46, count: pathLength))
    path = EscapedName.text(of: rawPath)
    isEncrypted = try line.number16(at: 8) & 0x41 != 0
    method = try line.number16(at: 10)
    checksum = UInt32(try line.number32(at: 16))
    packedSize = try line.number32(at: 20)
    size = try line.number32(at: 24)
    offset = try line.number32(at: 42)
    // Only Unix and the Mac keep the kind of file in the upper half; on other systems there are no links.
    let isOfUnix = try [3, 19].contains(line.number16(at: 4) >> 8)
    let mode = try isOfUnix ? line.number16(at: 40) : 0
    isLink = mode & 0o170000 == 0o120000
    isProgram = mode & 0o100 != 0
    lineLength = try 46 + pathLength + line.number16(at: 30) + line.number16(at: 32)
    guard ![packedSize, size, offset].contains(0xffff_ffff) else { throw ZipReader.tooLarge }
  }
}
