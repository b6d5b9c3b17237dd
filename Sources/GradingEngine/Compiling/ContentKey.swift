import Foundation

/// A short name for the contents of files, under which what was built from them is kept.
///
/// Fowler, Noll and Vo's hash of 64 bits: enough to tell the course's own versions apart. What a submission could
/// choose is never trusted to it; there the contents themselves are compared.
struct ContentKey {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  mutating func add(_ text: String) {
    add(text.utf8)
    add([0])
  }

  /// Adds every file below a folder, by its path inside and its contents.
  mutating func add(filesBelow folder: URL) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      let file = folder.appendingPathComponent(name)
      guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
      add(name)
      add(data)
    }
  }

  /// Sixteen digits, for the name of a folder.
  var text: String { String(repeating: "0", count: hash.leadingZeroBitCount / 4) + String(hash, radix: 16) }
}
