/// Why bytes are not a text in UTF-8.
///
/// Each case has advice of its own: what repairs one encoding spoils another.
enum EncodingFlaw: Equatable {
  /// Another encoding of Unicode, by the name that `iconv` knows: `UTF-16`, `UTF-32LE` and the like.
  case otherUnicode(String)
  /// UTF-8 that was cut inside the last character.
  case cutAtEnd(length: Int, first: Place)
  /// UTF-8 with some bytes that do not fit.
  case damaged(count: Int, first: Place)
  /// Some parts are UTF-8, and others are not.
  case mixed(first: Place)
  /// One byte per letter, in the alphabet that `iconv` knows by this name: mostly ASCII.
  case western(String, first: Place)
  /// An older encoding of another script.
  case otherScript(first: Place)
  /// A text with zero bytes in it.
  case zeroBytes(count: Int, first: Place)
  /// A picture, an archive, a program.
  case notText

  /// A byte and the line that it is in; bytes count from 0, lines from 1.
  struct Place: Equatable {
    let byte: Int
    let line: Int

    init(_ byte: Int, in bytes: [UInt8]) {
      self.byte = byte
      // Of a line end of two bytes, only the second is counted.
      line =
        1
        + bytes[..<byte].indices.lazy.filter {
          bytes[$0] == 0x0A || bytes[$0] == 0x0D && $0 + 1 < bytes.count && bytes[$0 + 1] != 0x0A
        }.count
    }
  }

  /// What the file is and what to do, as the rest of a sentence that starts with the file's name.
  func advice(for name: String) -> String {
    switch self {
    case .otherUnicode(let encoding):
      "is \(encoding) text, not UTF-8; \(Self.conversion(from: encoding, of: name))"
    case .cutAtEnd(let length, let first):
      "is UTF-8 text that ends inside a character, \(at(first, 1)); get the whole file again, or drop its last "
        + (length == 1 ? "byte" : "\(length) bytes")
    case .damaged(let count, let first):
      "is UTF-8 text in which \(count == 1 ? "a byte does" : "\(count) bytes do") not fit, \(at(first, count)); "
        + "repair it in an editor, or leave out what does not fit: iconv -c -f UTF-8 -t UTF-8 \(Self.quoted(name)) "
        + "> new.txt"
    case .mixed(let first):
      "is UTF-8 text in one part and not in another, which begins at byte \(first.byte), line \(first.line); "
        + "convert that part by itself, then put the parts together again"
    case .western(let encoding, let first):
      "is not UTF-8 text (byte \(first.byte), line \(first.line), does not fit) but probably \(encoding); "
        + "\(Self.conversion(from: encoding, of: name)), and check the letters with accents"
    case .otherScript(let first):
      "is not UTF-8 text (byte \(first.byte), line \(first.line), does not fit) but in an older encoding, such as "
        + "WINDOWS-1251, SHIFT_JIS or GB18030; find out which one it was saved in, then convert it: "
        + "iconv -f THAT -t UTF-8 \(Self.quoted(name)) > new.txt"
    case .zeroBytes(let count, let first):
      "is text with \(count == 1 ? "a zero byte" : "\(count) zero bytes") in it, \(at(first, count)); remove "
        + "\(count == 1 ? "it" : "them"): tr -d '\\000' < \(Self.quoted(name)) > new.txt"
    case .notText:
      "is not plain text in an encoding that can be recognized; name a text file, or save this one as plain text in UTF-8"
    }
  }

  private func at(_ place: Place, _ count: Int) -> String {
    "\(count == 1 ? "" : "the first ")at byte \(place.byte), line \(place.line)"
  }

  private static func conversion(from encoding: String, of name: String) -> String {
    "convert it first: iconv -f \(encoding) -t UTF-8 \(quoted(name)) > new.txt"
  }

  /// A name as a shell reads it.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-+".unicodeScalars.contains($0)
    }
    return isPlain && !name.hasPrefix("-")
      ? name
      : "'"
        + name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: #"'\''"#) + "'"
  }
}
