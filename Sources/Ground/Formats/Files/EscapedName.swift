/// File names as text. To the system a name is bytes, and archives from old computers contain names that are
/// not UTF-8.
///
/// A byte that belongs to no character is written as `%FC`. A name that already contains such a text gets an
/// additional `25`, so two names never become one, and each can be converted back to its bytes. Any other
/// name is unchanged.
package enum EscapedName {
  private static let percent = UInt8(ascii: "%")

  /// The text of a name.
  package static func text(of bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    var result = ""
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var place = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        result.unicodeScalars.append(Unicode.UTF8.decode(encoded))
        if looksEscaped(bytes[place...]) { result += "25" }
        place += encoded.count
      case .error(let length):
        for byte in bytes[place..<(place + length)] {
          result += "%" + String(byte, radix: 16, uppercase: true)
        }
        place += length
      case .emptyInput: return result
      }
    }
  }

  /// The bytes of a name that was converted to a text.
  package static func bytes(of text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let rest = bytes[place...]
      if let byte = escapedByte(rest.dropFirst()), rest.first == percent {
        result.append(byte)
        place += 3
      } else {
        result.append(bytes[place])
        place += looksEscaped(rest) ? 3 : 1
      }
    }
    return result
  }

  /// Whether a text begins like an escaped byte, with any number of `25` in between.
  private static func looksEscaped(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == percent else { return false }
    var rest = bytes.dropFirst()
    while rest.starts(with: "25".utf8) { rest = rest.dropFirst(2) }
    return escapedByte(rest) != nil
  }

  /// The byte of two digits; `nil` unless it cannot be a character by itself.
  private static func escapedByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
    let pair = digits.prefix(2)
    guard pair.count == 2, pair.allSatisfy("0123456789ABCDEF".utf8.contains) else { return nil }
    return UInt8(String(decoding: pair, as: UTF8.self), radix: 16).flatMap { $0 >= 0x80 ? $0 : nil }
  }
}
