import Foundation
import LinearAlgebra
import TextEncoding

/// A text to learn from, cut into the part that trains the model and the part that judges it.
public struct TrainingText: Sendable {
  /// What messages call the text: its file's path.
  public let name: String
  /// The characters that occur in the whole text.
  public let tokenizer: CharacterTokenizer
  /// The tokens to train on: the beginning of the text.
  public let training: [Int]
  /// The tokens that the model never trains on: the end of the text.
  public let heldOut: [Int]
  /// A number that tells this text from another: FNV-1a of its bytes, in hexadecimal.
  public let fingerprint: String

  /// Cuts a text into its training part and its held-out end.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - name: what messages call the text.
  ///   - heldOutShare: the part of the characters to hold out, between 0 and 1.
  public init(_ text: String, named name: String = "the text", heldOutShare: Double = 0.1) {
    self.name = name
    tokenizer = CharacterTokenizer(charactersOf: text)
    // The tokenizer holds every character of this very text.
    let tokens = (try? tokenizer.encode(text)) ?? []
    let cut = tokens.count - Int(Double(tokens.count) * heldOutShare)
    training = Array(tokens[..<cut])
    heldOut = Array(tokens[cut...])
    fingerprint = Self.fingerprint(of: text)
  }

  /// A text that was cut into tokens before, such as words.
  ///
  /// - Parameters:
  ///   - tokens: the indices of the whole text.
  ///   - vocabulary: what they stand for.
  ///   - heldOutCount: how many tokens at the end are held out.
  ///   - name: what messages call the text.
  /// - Precondition: every token is one of the vocabulary's, and there are as many as are to be held out.
  public init(
    tokens: [Int], of vocabulary: Vocabulary, heldOutCount: Int, named name: String = "the text"
  ) {
    require(
      heldOutCount >= 0 && heldOutCount <= tokens.count,
      "of \(tokens.count) tokens \(heldOutCount) cannot be held out")
    self.name = name
    tokenizer = CharacterTokenizer(vocabulary: vocabulary)
    training = Array(tokens.dropLast(heldOutCount))
    heldOut = Array(tokens.suffix(heldOutCount))
    fingerprint = Self.fingerprint(of: tokens.map { vocabulary.tokens[$0] }.joined(separator: "\u{0}"))
  }

  /// The text of a UTF-8 file.
  ///
  /// - Throws: ``UnusableInput`` if the file is missing, a folder, unreadable, empty, or not UTF-8.
  public init(contentsOf file: URL, heldOutShare: Double = 0.1) throws {
    self.init(try Self.read(file), named: file.relativePath, heldOutShare: heldOutShare)
  }

  /// V, the number of different characters.
  public var vocabularySize: Int { tokenizer.vocabulary.count }

  private static func read(_ file: URL) throws -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
      throw UnusableInput("\(file.relativePath): there is no such file; check the path")
    }
    if isFolder.boolValue {
      throw UnusableInput("\(file.relativePath) is a folder; name one text file in it")
    }
    guard let data = try? Data(contentsOf: file) else {
      throw UnusableInput("\(file.relativePath) cannot be read; check its permissions")
    }
    guard !data.isEmpty else {
      throw UnusableInput("\(file.relativePath) is empty; name a file with text in it")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UnusableInput(
        "\(file.relativePath) is not UTF-8 text (byte \(firstInvalidByte(data)) does not fit); "
          + "convert it first, for example with: iconv -f LATIN1 -t UTF-8")
    }
    return text
  }

  private static func firstInvalidByte(_ data: Data) -> Int {
    var decoder = UTF8()
    var bytes = data.makeIterator()
    var valid = 0
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { valid += UTF8.width(scalar) }
    return valid
  }

  private static func fingerprint(of text: String) -> String {
    var text = text
    let hash = text.withUTF8 { bytes in
      bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }
}
