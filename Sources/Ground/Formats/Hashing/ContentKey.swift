import Foundation

/// A short name for the contents of texts and files, under which what was built from them is kept.
///
/// It tells the course's own versions apart. What a submission could choose is never trusted to it; there the contents
/// themselves are compared.
package struct ContentKey {
  private var hash = FNV1a()

  package init() {}

  /// Adds bytes, whose number counts too.
  package mutating func add(_ data: Data) {
    data.withUnsafeBytes { bytes in
      let wordCount = bytes.count / 8
      for place in 0..<wordCount {
        hash.add(word: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
      }
      hash.add(bytes[(8 * wordCount)...])
      hash.add(word: UInt64(bytes.count))
    }
  }

  /// Adds a text.
  package mutating func add(_ text: String) { add(Data(text.utf8)) }

  /// Sixteen digits, for the name of a folder.
  package var text: String { hash.text }
}
