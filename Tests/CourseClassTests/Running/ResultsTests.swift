import Formats
import XCTest

@testable import course_class

final class ResultsTests: XCTestCase {
  func testTheHashIsThatOfTheStandard() {
    XCTAssertEqual(
      SHA256.text(of: ""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    XCTAssertEqual(
      SHA256.text(of: "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    XCTAssertEqual(
      SHA256.text(of: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    XCTAssertEqual(
      SHA256.text(of: String(repeating: "a", count: 1000)),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }

  func testPartsCannotBeCutElsewhere() {
    func hash(_ parts: [String]) -> String {
      var hash = SHA256()
      parts.forEach { hash.add(part: $0) }
      return hash.text
    }
    XCTAssertNotEqual(hash(["ab", "c"]), hash(["a", "bc"]))
    XCTAssertNotEqual(hash(["a", ""]), hash(["", "a"]))
  }

  func testResultsOfSomebodyElseAreNotTouched() throws {
    let fake = try FakeClass()
    try fake.fill(1)
    try FileManager.default.createDirectory(at: fake.store.folder, withIntermediateDirectories: true)
    let file = fake.store.folder.appendingPathComponent("thesis.txt")
    try Data("mine".utf8).write(to: file)
    let text = try XCTUnwrap(message { try fake.run() })
    XCTAssertTrue(text.contains("name a separate folder with --out"), text)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: fake.store.folder.path), ["thesis.txt"])
  }

  func testAResumedRunKeepsToItsMeasure() throws {
    let fake = try FakeClass()
    try fake.fill(3)
    XCTAssertTrue(message { try fake.run(resumes: true) }?.contains("no run to continue") ?? false)
    _ = try fake.run(seed: "spring")
    XCTAssertEqual(
      message { try fake.run(seed: "autumn", resumes: true) },
      "the run in \(fake.store.folder.path) was begun with seed 'spring', not seed 'autumn': "
        + "omit --resume to start over")
    XCTAssertTrue(
      message { try fake.run(seed: "spring", version: "2", resumes: true) }?.contains("another version")
        ?? false)
    _ = fake.calls.take()
    XCTAssertEqual(try fake.run(seed: "spring", resumes: true).kept, 3)
    XCTAssertEqual(fake.calls.take(), [])
  }

  func testADamagedRecordIsGradedAgain() throws {
    let fake = try FakeClass()
    try fake.fill(3)
    _ = try fake.run()
    let whole = try fake.gradebook()
    _ = fake.calls.take()
    try Data("{".utf8).write(to: fake.store.file(RecordName("student001")))
    _ = try fake.run()
    XCTAssertEqual(fake.calls.take(), ["student001"])
    XCTAssertEqual(try fake.gradebook(), whole)
  }

  func testTwoRunsDoNotWriteToOneFolder() throws {
    let fake = try FakeClass()
    try fake.fill(1)
    _ = try fake.run()
    let lock = try fake.store.prepare()
    let draft = fake.store.folder.appendingPathComponent(".unfinished/.student000.json")
    try Data("half".utf8).write(to: draft)
    XCTAssertTrue(message { try fake.run() }?.contains("another run is writing") ?? false)
    XCTAssertTrue(message { try fake.merge() }?.contains("another run is writing") ?? false)
    XCTAssertEqual(try Data(contentsOf: draft), Data("half".utf8), "a run took another one's draft away")
    withExtendedLifetime(lock) {}
  }

  func testARegradeThatWasStoppedStillTellsWhatMoved() throws {
    let fake = try FakeClass()
    try fake.fill(2)
    _ = try fake.run()
    try fake.add("student000", "5")
    var before = try XCTUnwrap(fake.store.record(RecordName("student000")))
    let first = try fake.run(resumes: true)
    XCTAssertEqual(first.moves.map(\.submission), ["student000"])
    // The run is stopped after the first of two: the second changes, and the run continues.
    try fake.add("student001", "4")
    XCTAssertEqual(try fake.run(resumes: true).moves.map(\.submission), ["student000", "student001"])
    before.seconds = 0
    XCTAssertEqual(before.report.score, 0)
  }

  func testAnOldScoreOutlivesAnyNumberOfFailures() throws {
    let fake = try FakeClass()
    try fake.fill(2)
    try fake.add("student001", "5")
    _ = try fake.run()
    try fake.add("student001", "broken")
    for _ in 0..<3 {
      XCTAssertEqual(try fake.run().graderErrors, ["student001"])
      let record = try XCTUnwrap(fake.store.record(RecordName("student001")))
      XCTAssertEqual(record.lastScore?.score, 85)
      XCTAssertEqual(record.lastScore?.maxScore, 100)
      XCTAssertTrue(
        try fake.gradebook().contains(
          "\r\nstudent001,,100,,,,,,,\"an earlier run scored 85 of 100 points; 03.1 grader error;"))
    }
    try fake.add("student001", "1")
    XCTAssertEqual(try fake.run().graderErrors, [])
    XCTAssertNil(fake.store.record(RecordName("student001"))?.lastScore)
  }

  func testTheGradebookSaysThatItIsUTF8() throws {
    let fake = try FakeClass()
    try fake.add("Cléo", "5")
    _ = try fake.run()
    XCTAssertEqual(try Data(contentsOf: fake.store.gradebookFile).prefix(3), Data([0xEF, 0xBB, 0xBF]))
    XCTAssertEqual(try fake.rows(), ["Cléo"])
  }

  func testLearningPlatformsGetTheirTables() throws {
    let fake = try FakeClass()
    for name in [
      "annsmith", "smithann_late_1234_56789_homework", "Bob Ray_77_assignsubmission_file", "Eve_x_12",
      "raybob_88_99_work",
    ] { try fake.add(name, "5") }
    try fake.add("zoe", "broken")
    _ = try fake.run()
    func lines(_ name: String) throws -> [String] {
      let text = try String(contentsOf: fake.store.folder.appendingPathComponent(name), encoding: .utf8)
      return text.components(separatedBy: "\r\n")
    }
    XCTAssertEqual(
      try lines("canvas.csv"),
      [
        "Student,ID,SIS User ID,SIS Login ID,Section,03 \(fake.unit.title)", "    Points Possible,,,,,100",
        "Bob Ray,,,Bob Ray,,85", "Eve_x_12,,,Eve_x_12,,85", "annsmith,,,annsmith,,85", "raybob,88,,,,85",
        "smithann,1234,,,,85", "",
      ])
    XCTAssertEqual(
      try lines("moodle.csv"),
      [
        "Identifier,Full name,Username,Grade,Maximum grade", "Participant 77,Bob Ray,,85,100",
        ",Eve_x_12,Eve_x_12,85,100", ",annsmith,annsmith,85,100", ",raybob,raybob,85,100",
        ",smithann,smithann,85,100", "",
      ])
  }
}
