import SequenceTraining
import TextEncoding
import XCTest

final class TrainingTextTests: XCTestCase {
  private var folder = FileManager.default.temporaryDirectory

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      UUID().uuidString, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func text(_ bytes: [UInt8]) throws -> TrainingText {
    let file = folder.appendingPathComponent("t.txt")
    try Data(bytes).write(to: file)
    return try TrainingText(contentsOf: URL(fileURLWithPath: "t.txt", relativeTo: folder))
  }

  private func assertAdvice(
    _ bytes: [UInt8], _ advice: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try text(bytes), file: file, line: line) {
      XCTAssertEqual("\($0)", "t.txt \(advice)", file: file, line: line)
    }
  }

  func testAByteOrderMarkIsNoText() throws {
    let plain = try text(Array("a lamp\n".utf8))
    XCTAssertEqual(
      try text([0xEF, 0xBB, 0xBF] + Array("a lamp\n".utf8)).tokenizer.vocabulary, plain.tokenizer.vocabulary)
    XCTAssertEqual(try text([0xEF, 0xBB, 0xBF] + Array("a lamp\n".utf8)).fingerprint, plain.fingerprint)
    assertAdvice([0xEF, 0xBB, 0xBF], "is empty; name a file with text in it")
  }

  func testOtherEncodingsOfUnicodeAreNamed() {
    for text in ["the lamp, the ship\n", "тёплая лампа, 2 корабля\n"] {
      let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      let wide = text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8), 0, 0] }
      let cases: [([UInt8], String)] = [
        ([0xFF, 0xFE] + little, "UTF-16"), ([0xFE, 0xFF] + big, "UTF-16"), (little, "UTF-16LE"),
        (big, "UTF-16BE"),
        ([0xFF, 0xFE, 0, 0] + wide, "UTF-32"), (wide, "UTF-32LE"), (wide.reversed(), "UTF-32BE"),
      ]
      for (bytes, encoding) in cases {
        assertAdvice(
          bytes,
          "is \(encoding) text, not UTF-8; convert it first: iconv -f \(encoding) -t UTF-8 t.txt > new.txt")
      }
    }
  }

  func testUTF8WithWrongBytesIsToBeRepaired() {
    let advice =
      "repair it in an editor, or leave out what does not fit: iconv -c -f UTF-8 -t UTF-8 t.txt > new.txt"
    assertAdvice(
      Array("café\ncaf".utf8) + [0xC3] + Array("\nété\n".utf8),
      "is UTF-8 text in which a byte does not fit, at byte 9, line 2; " + advice)
    assertAdvice(
      Array("it".utf8) + [0xE2, 0x80] + Array("s “so” ".utf8) + [0xFF, 0x0A],
      "is UTF-8 text in which 2 bytes do not fit, the first at byte 2, line 1; " + advice)
    assertAdvice(
      Array("при".utf8) + [0xD0] + Array("вет, лампа и корабль".utf8),
      "is UTF-8 text in which a byte does not fit, at byte 6, line 1; " + advice)
    assertAdvice(
      Array("a\r\nb\r\ncaf".utf8) + [0xC3] + Array(" au lait".utf8),
      "is UTF-8 text in which a byte does not fit, at byte 9, line 3; " + advice)
    assertAdvice(
      Array("été\ncaf".utf8) + [0xC3],
      "is UTF-8 text that ends inside a character, at byte 9, line 2; get the whole file again, or drop its last byte"
    )
    assertAdvice(
      Array("“so”, it".utf8) + [0xE2, 0x80],
      "is UTF-8 text that ends inside a character, at byte 12, line 1; get the whole file again, or drop its last "
        + "2 bytes")
  }

  /// A text in an encoding of one byte a character: Latin-1, but for the characters of a table. Foundation's own
  /// conversion is `nil` for some of these with Swift 6.0 on Linux.
  private func bytes(_ text: String, _ table: [Unicode.Scalar: UInt8] = [:]) -> [UInt8] {
    text.unicodeScalars.map { table[$0] ?? UInt8($0.value) }
  }

  func testOlderEncodingsAreDistinguished() throws {
    let latin = bytes("La fenêtre était fermée\nà côté")
    assertAdvice(
      latin,
      "is not UTF-8 text (byte 6, line 1, does not fit) but probably LATIN1; "
        + "convert it first: iconv -f LATIN1 -t UTF-8 t.txt > new.txt, and check the letters with accents")
    XCTAssertThrowsError(try text(bytes("été\n"))) {
      XCTAssertTrue("\($0)".contains("probably LATIN1"), "\($0)")
    }
    assertAdvice(
      bytes("He said “no”, the café’s owner", ["“": 0x93, "”": 0x94, "’": 0x92]),
      "is not UTF-8 text (byte 8, line 1, does not fit) but probably WINDOWS-1252; "
        + "convert it first: iconv -f WINDOWS-1252 -t UTF-8 t.txt > new.txt, and check the letters with accents"
    )
    // In Windows-1251 the letters from а to я are the bytes from 0xE0 to 0xFF, and ё is 0xB8.
    let letters = Dictionary(
      uniqueKeysWithValues: (0..<32).map { (Unicode.Scalar(0x430 + UInt32($0))!, 0xE0 + UInt8($0)) })
    assertAdvice(
      bytes("тёплая лампа и корабли в море", letters.merging(["ё": 0xB8]) { $1 }),
      "is not UTF-8 text (byte 0, line 1, does not fit) but in an older encoding, such as WINDOWS-1251, SHIFT_JIS or "
        + "GB18030; find out which one it was saved in, then convert it: iconv -f THAT -t UTF-8 t.txt > new.txt"
    )
    assertAdvice(
      Array("é".utf8) + latin + latin,
      "is UTF-8 text in one part and not in another, which begins at byte 8, line 1; convert that part by itself, then "
        + "put the parts together again")
  }

  func testBytesThatAreNotPlainTextAreRefused() {
    assertAdvice(
      Array("one\ntwo\u{0} three".utf8),
      "is text with a zero byte in it, at byte 7, line 2; remove it: tr -d '\\000' < t.txt > new.txt")
    assertAdvice(
      Array("padded".utf8) + Array(repeating: 0, count: 30),
      "is text with 30 zero bytes in it, the first at byte 6, line 1; remove them: tr -d '\\000' < t.txt > new.txt"
    )
    for start: [UInt8] in [
      Array("%PDF-1.7\n".utf8), [0x50, 0x4B, 3, 4, 20, 0], [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0xB8],
    ] {
      assertAdvice(
        start,
        "is not plain text in an encoding that can be recognized; name a text file, or save this one as plain text in UTF-8"
      )
    }
  }

  func testATextInAnyScriptIsRead() throws {
    for text in [
      "a", "été", "тёплая\t", "日本語。\r\n", "👩‍👩‍👧", "\u{1B}[1mbold\u{1B}[0m", "\u{10FFFF}\u{D7FF}\u{E000}",
    ] {
      let read = try self.text(Array(text.utf8))
      XCTAssertEqual(read.tokenizer.decode(read.training + read.heldOut), text)
    }
  }

  func testTheWholeTextCanBeHeldOutOrNothing() {
    XCTAssertEqual(TrainingText("abcdef", heldOutShare: 1).training, [])
    XCTAssertEqual(TrainingText("abcdef", heldOutShare: 0).heldOut, [])
  }

  func testATextOfWordsHasATokenizerOfWords() throws {
    let words = ["the", "cat", "sat", "on", "the", "mat", "."]
    let vocabulary = Vocabulary(mostFrequentOf: words)
    let indices = try vocabulary.encode(words)
    let text = TrainingText(tokens: indices, of: vocabulary, heldOutCount: 2)
    XCTAssertEqual(text.tokenizer.decode(text.training), "the cat sat on the")
    XCTAssertEqual(try text.tokenizer.encode("the cat sat on the mat."), indices)
    let lowered = VocabularyTokenizer(WordTokenizer(letterCase: .lowercased), vocabulary: vocabulary)
    let other = TrainingText(tokens: indices, of: lowered, heldOutCount: 2)
    XCTAssertEqual(try other.tokenizer.encode("The cat"), Array(indices.prefix(2)))
    XCTAssertEqual(other.fingerprint, text.fingerprint)
  }

  func testTokensThatContainTheirSpacesAreJoinedAsTheyAre() throws {
    let spaced = ["the", " cat", " sat", ".", "\n"]
    let vocabulary = Vocabulary(mostFrequentOf: spaced)
    let text = TrainingText(tokens: try vocabulary.encode(spaced), of: vocabulary, heldOutCount: 0)
    XCTAssertEqual(text.tokenizer.decode(text.training), "the cat sat.\n")
  }

  func testATextOfCharactersKeepsATokenizerOfCharacters() throws {
    let characters = CharacterTokenizer(charactersOf: "ab c")
    let text = TrainingText(tokens: try characters.encode("ab c"), of: characters.vocabulary, heldOutCount: 0)
    XCTAssertEqual(text.tokenizer.decode(text.training), "ab c")
    XCTAssertEqual(text.tokenizer as? CharacterTokenizer, characters)
  }
}
