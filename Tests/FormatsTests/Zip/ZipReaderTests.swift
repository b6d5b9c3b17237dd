import Foundation
import XCTest

@testable import Formats

final class ZipReaderTests: XCTestCase {
  private static let lesson = ZipFixture.File(
    path: Array("03-RNN/RNN.swift".utf8), packed: InflaterTests.packed["dynamic"]!, size: 368,
    checksum: 901_783_196)

  private func contents(
    _ fixture: ZipFixture, limit: Int = 1000, _ change: (inout Data) -> Void = { _ in }
  ) throws -> [String] {
    try fixture.read(changed: change) { reader in
      try reader.entries.map { String(decoding: try reader.contents(of: $0, upTo: limit), as: UTF8.self) }
    }
  }

  private func refusal(
    _ fixture: ZipFixture, limit: Int = 1000, _ change: (inout Data) -> Void = { _ in }
  ) -> String? {
    do {
      _ = try contents(fixture, limit: limit, change)
      return nil
    } catch { return "\(error)" }
  }

  func testFilesComeOutAsTheyWentIn() throws {
    var fixture = ZipFixture(files: [Self.lesson, .stored("é/b.swift", "two")])
    XCTAssertEqual(try contents(fixture), [InflaterTests.text, "two"])
    fixture.comment = Array("PK\u{5}\u{6} is how an end begins, and this comment is none".utf8)
    fixture.prefix = Array("#!/bin/sh a program that unpacks itself".utf8)
    XCTAssertEqual(try fixture.read { $0.entries.map(\.path) }, ["03-RNN/RNN.swift", "é/b.swift"])
    XCTAssertEqual(try contents(fixture), [InflaterTests.text, "two"])
  }

  func testWhatTheCourseWritesItReads() throws {
    var writer = ZipWriter()
    writer.add("a/b.txt", Data("one".utf8))
    writer.add("run", Data(), isProgram: true)
    try ZipFixture(files: []).read(changed: { $0 = writer.data }) { reader in
      XCTAssertEqual(reader.entries.map(\.path), ["a/b.txt", "run"])
      XCTAssertEqual(try reader.contents(of: reader.entries[0], upTo: 3), Data("one".utf8))
      XCTAssertEqual(try reader.contents(of: reader.entries[1], upTo: 3), Data())
    }
  }

  func testWhatIsNoWholeZipArchiveIsCalledByItsName() throws {
    let whole = ZipFixture(files: [Self.lesson])
    XCTAssertEqual(refusal(whole) { $0 = Data() }, "is empty")
    XCTAssertEqual(refusal(whole) { $0 = Data("Rar!....".utf8) }, "is not a zip archive but a RAR archive")
    XCTAssertEqual(refusal(whole) { $0 = Data("import Foundation".utf8) }, "is not a zip archive")
    let size = whole.data.count
    for count in 30..<size {
      XCTAssertEqual(
        refusal(whole) { $0 = $0[..<count] }, "ends in the middle: it was not copied or sent as a whole")
    }
    XCTAssertEqual(
      refusal(whole) { $0 = $0[100...] }, "ends in the middle: it was not copied or sent as a whole")
    XCTAssertEqual(
      refusal(ZipFixture(files: [], part: 2)), "is one part of several: combine them into one archive")
  }

  func testWhatCannotBeUnpackedSaysWhy() throws {
    func refusal(_ change: (inout ZipFixture.File) -> Void) -> String? {
      var file = Self.lesson
      change(&file)
      return self.refusal(ZipFixture(files: [file]))
    }
    XCTAssertEqual(refusal { $0.flags = 1 }, "needs a password")
    XCTAssertEqual(refusal { $0.method = 14 }, "is packed by an unsupported method (number 14)")
    XCTAssertEqual(refusal { $0.checksum ^= 1 }, "is damaged: its checksum is wrong")
    XCTAssertEqual(refusal { $0.size = 300 }, "is damaged: it unpacks to more bytes than declared")
    XCTAssertEqual(refusal { $0.size = 400 }, "is damaged: its checksum is wrong")
    XCTAssertEqual(refusal { $0.packed[20] ^= 8 }?.hasPrefix("is damaged: "), true)
    XCTAssertEqual(
      refusal { $0.pathInFront = Array("03-RNN/ANN.swift".utf8) },
      "is damaged: the list of files does not match the files")
  }

  func testABombIsNotUnpacked() throws {
    let bomb = ZipFixture.File(
      path: [97], packed: InflaterTests.zeros(4000), size: 258 * 4000 + 1, checksum: 0)
    XCTAssertEqual(refusal(ZipFixture(files: [bomb])), "is larger than 1000 bytes")
    var liar = bomb
    liar.size = 1000
    liar.packed = InflaterTests.zeros(400)
    XCTAssertEqual(refusal(ZipFixture(files: [liar])), "is damaged: it unpacks to more bytes than declared")
  }

  func testLinksAndOddNamesAreSeenAsTheyAre() throws {
    var link = ZipFixture.File.stored("link", "/etc/passwd")
    link.mode = 0o120777
    var odd = ZipFixture.File.stored("", "x")
    odd.path = [0x63, 0x61, 0x66, 0xe9]
    let entries = try ZipFixture(files: [link, odd, Self.lesson]).read { $0.entries }
    XCTAssertEqual(entries.map(\.isLink), [true, false, false])
    XCTAssertEqual(entries[1].path, "caf%E9")
  }

  /// Whatever the bytes are, reading them ends with the text or with a sentence.
  func testDamageNeverGivesAnotherText() throws {
    let fixture = ZipFixture(files: [Self.lesson, .stored("b.swift", "two")])
    var generator = SeededGenerator(state: 20)
    var readable = 0
    for _ in 0..<1500 {
      let file = try fixture.write { data in
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          data[Int.random(in: 0..<data.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
      }
      defer { try? FileManager.default.removeItem(at: file) }
      guard let reader = try? ZipReader(file) else { continue }
      for entry in reader.entries {
        guard let data = try? reader.contents(of: entry, upTo: 1000) else { continue }
        XCTAssertTrue([InflaterTests.text, "two"].contains(String(decoding: data, as: UTF8.self)))
        readable += 1
      }
    }
    XCTAssertGreaterThan(readable, 100)
  }
}

/// The same bytes in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
