/// A printable letter for each byte: how byte-level pieces, which need not be whole characters, are written as text.
///
/// The table of GPT-2 (Radford et al., "Language models are unsupervised multitask learners", 2019): printable bytes of
/// Latin-1 stand for themselves, and the others for the code points from 256 on, a space for `Ġ` and a line's end for `Ċ`.
enum ByteLetters {
  /// The letters of the bytes 0 to 255.
  static let letters: [String] = {
    var next: UInt32 = 256
    return (UInt8.min...UInt8.max).map { byte in
      let isPrintable = (33...126).contains(byte) || (161...172).contains(byte) || byte >= 174
      defer { if !isPrintable { next += 1 } }
      return Unicode.Scalar(isPrintable ? UInt32(byte) : next).map(String.init) ?? ""
    }
  }()

  private static let bytes = Dictionary(uniqueKeysWithValues: zip(letters, UInt8.min...UInt8.max))

  /// The letters of the bytes of a text.
  static func spelling(_ bytes: some Sequence<UInt8>) -> String { bytes.map { letters[Int($0)] }.joined() }

  /// The text whose bytes the letters stand for; anything that is not a letter is skipped.
  static func text(spelled letters: String) -> String {
    String(decoding: letters.unicodeScalars.compactMap { bytes[String($0)] }, as: UTF8.self)
  }
}
