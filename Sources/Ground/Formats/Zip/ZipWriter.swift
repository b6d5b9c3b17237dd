import Foundation

/// A zip archive of small files, stored uncompressed: every unzip program reads it.
///
/// Entries carry Unix permissions and one fixed date, so the same files produce the same bytes.
public struct ZipWriter {
  private var body = Data()
  private var directory = Data()
  private var count = 0

  /// An archive of nothing.
  public init() {}

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - path: its path in the archive, with `/` between folders.
  ///   - isProgram: whether it can be run.
  public mutating func add(_ path: String, _ contents: Data, isProgram: Bool = false) {
    precondition(count < 65_535 && body.count + contents.count < 1 << 31, "too much for a plain zip archive")
    let name = Data(path.utf8)
    let checksum = Checksum.of(contents)
    var facts = Data()
    // Version 2.0, names in UTF-8, stored, 1 January 1980 at midnight.
    facts.append(numbers16: [20, 0x0800, 0, 0, 0x21])
    facts.append(numbers32: [checksum, UInt32(contents.count), UInt32(contents.count)])
    facts.append(numbers16: [UInt16(name.count), 0])
    let place = UInt32(body.count)
    body.append(numbers32: [0x0403_4b50])
    body += facts + name + contents
    directory.append(numbers32: [0x0201_4b50])
    directory.append(numbers16: [3 << 8 | 20])
    directory += facts
    let mode: UInt32 = isProgram ? 0o100755 : 0o100644
    directory.append(numbers16: [0, 0, 0])
    directory.append(numbers32: [mode << 16, place])
    directory += name
    count += 1
  }

  /// The whole archive.
  public var data: Data {
    var end = Data()
    end.append(numbers32: [0x0605_4b50])
    end.append(numbers16: [0, 0, UInt16(count), UInt16(count)])
    end.append(numbers32: [UInt32(directory.count), UInt32(body.count)])
    end.append(numbers16: [0])
    return body + directory + end
  }
}

extension Data {
  /// Adds numbers of two bytes, the lower byte first.
  fileprivate mutating func append(numbers16: [UInt16]) {
    for number in numbers16 { Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) } }
  }

  /// Adds numbers of four bytes, the lowest byte first.
  fileprivate mutating func append(numbers32: [UInt32]) {
    for number in numbers32 { Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) } }
  }
}
