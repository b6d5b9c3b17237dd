import Foundation

@testable import Formats

/// An archive put together by hand, so anything about it can be wrong.
struct ZipFixture {
  /// One file, with its record in the archive.
  struct File {
    var path: [UInt8]
    var packed: [UInt8]
    var size: Int
    var checksum: UInt32
    var method = 8
    var flags = 0
    var mode = 0o100644
    var pathInFront: [UInt8]?

    /// A file that is stored uncompressed.
    static func stored(_ path: String, _ text: String) -> File {
      let bytes = Array(text.utf8)
      return File(
        path: Array(path.utf8), packed: bytes, size: bytes.count, checksum: Checksum.of(bytes), method: 0)
    }
  }

  var files: [File]
  var comment: [UInt8] = []
  var prefix: [UInt8] = []
  var part = 0

  /// The archive's bytes.
  var data: Data {
    var (body, directory) = ([UInt8](), [UInt8]())
    for file in files {
      let place = body.count
      let facts =
        numbers16(20, file.flags, file.method, 0, 0x21)
        + numbers32(Int(file.checksum), file.packed.count, file.size)
      let inFront = file.pathInFront ?? file.path
      body += numbers32(0x0403_4b50) + facts + numbers16(inFront.count, 0) + inFront + file.packed
      directory += numbers32(0x0201_4b50) + numbers16(3 << 8 | 20) + facts
      directory += numbers16(file.path.count, 0, 0, 0, 0) + numbers32(file.mode << 16, place) + file.path
    }
    let end =
      numbers32(0x0605_4b50) + numbers16(part, part, files.count, files.count)
      + numbers32(directory.count, body.count) + numbers16(comment.count) + comment
    return Data(prefix + body + directory + end)
  }

  /// Writes it to its own file, which the caller removes.
  func write(_ change: (inout Data) -> Void = { _ in }) throws -> URL {
    var data = data
    change(&data)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("zip-\(UUID().uuidString)")
    try data.write(to: file)
    return file
  }

  /// Reads it from a file that is removed afterward.
  func read<Result>(
    changed change: (inout Data) -> Void = { _ in }, _ body: (ZipReader) throws -> Result
  ) throws -> Result {
    let file = try write(change)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(ZipReader(file))
  }

  private func numbers16(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8 & 0xff)] }
  }

  private func numbers32(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(number >> (8 * $0) & 0xff) } }
  }
}
