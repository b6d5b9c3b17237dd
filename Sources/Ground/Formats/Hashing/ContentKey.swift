import Foundation

/// A short name for the contents of texts and files, used to store the products built from them.
///
/// It distinguishes versions of the course itself. It is not used for contents that a submission could
/// choose; those are compared in full.
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
