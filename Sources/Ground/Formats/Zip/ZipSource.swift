import Foundation

/// The bytes of an archive on disk, a piece at a time: an archive may be larger than memory.
struct ZipSource {
  /// How many bytes the file has.
  let size: Int
  private let handle: FileHandle

  /// Opens a file.
  ///
  /// - Throws: ``ZipFailure`` where the system refuses.
  init(_ file: URL) throws(ZipFailure) {
    do {
      handle = try FileHandle(forReadingFrom: file)
      size = Int(try handle.seekToEnd())
    } catch {
      throw ZipFailure("cannot be read: give the grader the right to", isOfTheSystem: true)
    }
  }

  /// So many bytes from a place on.
  ///
  /// - Throws: ``ZipFailure`` where the file ends before.
  func bytes(at place: Int, count: Int) throws(ZipFailure) -> [UInt8] {
    guard place >= 0, count >= 0, place <= size, count <= size - place else { throw .cutOff }
    guard count > 0 else { return [] }
    let data: Data?
    do {
      try handle.seek(toOffset: UInt64(place))
      data = try handle.read(upToCount: count)
    } catch {
      throw ZipFailure("cannot be read: \(error.localizedDescription)", isOfTheSystem: true)
    }
    guard let data, data.count == count else { throw .cutOff }
    return Array(data)
  }

  /// What is to be said of a file that has no archive's end.
  ///
  /// - Throws: ``ZipFailure`` where it cannot be read.
  func kindOfOther() throws(ZipFailure) -> ZipFailure {
    let start = try bytes(at: 0, count: min(size, 8))
    let kinds: [([UInt8], String)] = [
      ([0x52, 0x61, 0x72, 0x21], "a RAR archive"), ([0x37, 0x7a, 0xbc, 0xaf], "a 7-Zip archive"),
      ([0x1f, 0x8b], "packed by gzip"), ([0x42, 0x5a, 0x68], "packed by bzip2"),
      ([0xfd, 0x37, 0x7a, 0x58], "packed by xz"), ([0x25, 0x50, 0x44, 0x46], "a PDF"),
    ]
    if start.isEmpty { return ZipFailure("is empty") }
    if start.starts(with: [0x50, 0x4b, 3, 4]) { return .cutOff }
    if let kind = kinds.first(where: { start.starts(with: $0.0) })?.1 {
      return ZipFailure("is no zip archive but \(kind)")
    }
    return ZipFailure("is no zip archive")
  }
}
