import Formats

/// The name of a submission's files in a class's results: plain lowercase ASCII, different for different
/// submissions, even if a file system does not distinguish `Ann` from `ann` or the two encodings of `é`.
///
/// A name such as `ann.smith-2` is kept; any other is written as closely as possible, followed by the
/// beginning of its hash: `Ann Smith` is `ann-smith-64ec88ca00b2`.
public struct RecordName: Hashable, Sendable, Comparable {
  /// The name, without a file extension.
  public let text: String

  /// The file name for the submission in a folder of the given name.
  public init(_ submission: String) {
    let bytes = Array(submission.utf8)
    if Self.isUnambiguous(bytes) {
      text = submission
    } else {
      let plain = bytes.prefix(60).map {
        Self.isPlain($0 | 0x20) ? $0 | 0x20 : Self.isPlain($0) ? $0 : Self.dash
      }
      let letters = String(decoding: plain.drop { !Self.isLetterOrDigit($0) }, as: UTF8.self)
      text = (letters.isEmpty ? "submission" : letters) + "-" + SHA256.text(of: submission).prefix(12)
    }
  }

  /// By the bytes, so every machine has the same order.
  public static func < (one: RecordName, other: RecordName) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// Whether the name is already plain, and cannot be mistaken for one followed by a hash.
  private static func isUnambiguous(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, isLetterOrDigit(first), bytes.count <= 80, bytes.allSatisfy(isPlain) else {
      return false
    }
    let end = bytes.suffix(13)
    let looksHashed = end.count == 13 && end.first == dash && end.dropFirst().allSatisfy(isHexadecimal)
    return !looksHashed
  }

  private static let dash = UInt8(ascii: "-")

  private static func isPlain(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "-._".utf8.contains(byte) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
