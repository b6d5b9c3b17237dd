import CourseCatalog
import Formats
import Foundation
import GradingEngine
import XCTest

@testable import course_class

/// Submissions as zip archives, however people make them.
final class ArchiveTests: XCTestCase {
  private func write(
    _ name: String, _ files: [(path: String, text: String)], in fake: FakeClass
  ) throws {
    var writer = ZipWriter()
    for file in files { writer.add(file.path, Data(file.text.utf8)) }
    try writer.data.write(to: fake.submissions.appendingPathComponent(name))
  }

  /// The first file of the exercise, found in the submission.
  private func part(_ name: String, in fake: FakeClass) throws -> SubmittedPart? {
    try Submission.find(in: SubmittedPlace(name, in: fake.submissions), for: [fake.unit])?
      .part("RNN.swift", of: fake.unit)
  }

  private func refusal(_ files: [(path: String, text: String)]) throws -> String? {
    let fake = try FakeClass()
    try write("ann.zip", files, in: fake)
    return message { try part("ann.zip", in: fake) }
  }

  func testASubmissionIsFoundHoweverItIsFolded() throws {
    let fake = try FakeClass()
    for folder in [
      "03-RNN/", "Exercises/03-RNN/", "a/b/03-RNN/", "homework-main/Exercises/03-RNN/", "", "work/",
    ] {
      for separator in ["/", "\\"] {
        let path = (folder + "RNN.swift").replacingOccurrences(of: "/", with: separator)
        let extra = ["__MACOSX/._RNN.swift", ".DS_Store", ".git/config", ".build/x/y.swift"]
        try write("ann.zip", [(path, "5")] + extra.map { ($0, "no") }, in: fake)
        XCTAssertEqual(try part("ann.zip", in: fake), .contents(Data("5".utf8)), path)
      }
    }
  }

  func testAnArchiveAloneInAFolderIsOpened() throws {
    let fake = try FakeClass()
    let inner = fake.submissions.appendingPathComponent("Ann_12_file/late")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try write("Ann_12_file/late/homework.zip", [("03-RNN/RNN.swift", "5")], in: fake)
    XCTAssertEqual(try part("Ann_12_file", in: fake), .contents(Data("5".utf8)))
    try write("Ann_12_file/late/other.zip", [("03-RNN/RNN.swift", "5")], in: fake)
    XCTAssertNil(try part("Ann_12_file", in: fake))
  }

  func testPathsThatLeadOutAreRefused() throws {
    let wayOut = ". Submit again: a zip archive, without a password, of your folder Exercises"
    for path in ["../03-RNN/RNN.swift", "03-RNN/../../x", "/03-RNN/RNN.swift", "C:\\x", "..\\x"] {
      let shown = path.replacingOccurrences(of: "\\", with: "/")
      XCTAssertEqual(
        try refusal([("03-RNN/RNN.swift", "5"), (path, "0")]),
        "ann.zip contains a path that leads outside, \(shown)\(wayOut)")
    }
    XCTAssertEqual(
      try refusal([("homework.zip", "PK")]),
      "ann.zip holds another archive, and archives in archives are not opened\(wayOut)")
    XCTAssertNil(try refusal([("essay.txt", "nothing of the unit")]))
  }

  func testAFileThatIsThereTwiceOrNoTextCostsItselfAlone() throws {
    let fake = try FakeClass()
    try write("twice.zip", [("03-RNN/RNN.swift", "5"), ("03-RNN/RNN.swift", "0")], in: fake)
    try write("folder.zip", [("03-RNN/RNN.swift/x.swift", "5"), ("03-RNN/Softmax.swift", "5")], in: fake)
    try write("large.zip", [("03-RNN/RNN.swift", String(repeating: "5", count: 1_000_001))], in: fake)
    for (name, words) in [
      ("twice.zip", "03-RNN/RNN.swift is in the archive 2 times"),
      ("folder.zip", "03-RNN/RNN.swift is not an ordinary file"),
      ("large.zip", "03-RNN/RNN.swift is larger than a megabyte"),
    ] {
      guard case .unusable(let reason) = try part(name, in: fake) else { return XCTFail(name) }
      XCTAssertTrue(reason.hasSuffix(words), reason)
    }
  }

  func testTheRosterNamesArchivesByTheirStudents() throws {
    let fake = try FakeClass()
    try fake.add("ann", "5")
    for name in ["ann.zip", "bob.zip", "cleo.ZIP", ".zip"] { try write(name, [], in: fake) }
    let roster = try ClassRoster(fake.submissions.path)
    XCTAssertEqual(roster.names, ["ann", "ann.zip", "bob", "cleo"])
    XCTAssertEqual(roster.place(of: "ann").url.lastPathComponent, "ann")
    XCTAssertEqual(roster.place(of: "ann.zip").url.lastPathComponent, "ann.zip")
    XCTAssertEqual(roster.place(of: "cleo").url.lastPathComponent, "cleo.ZIP")
    XCTAssertEqual(roster.notes, [])
  }

  func testAClassOfFoldersAndArchivesIsGradedAndRegraded() throws {
    let fake = try FakeClass()
    try fake.add("ann", "5")
    try write("bob.zip", [("Exercises/03-RNN/RNN.swift", "3")], in: fake)
    try Data("PK\u{3}\u{4} cut".utf8).write(to: fake.submissions.appendingPathComponent("cut.zip"))
    try Data().write(to: fake.submissions.appendingPathComponent("void.zip"))
    let outcome = try fake.run()
    let points = try XCTUnwrap(Course.unit(named: "03")).tasks.map { Double($0.points) }
    XCTAssertEqual(outcome.graderErrors, [])
    XCTAssertEqual(outcome.empty, ["cut", "void"])
    XCTAssertEqual(fake.store.record(RecordName("bob"))?.report.score, points[..<3].reduce(0, +))
    XCTAssertEqual(
      fake.store.record(RecordName("cut"))?.report.units[0].tasks[0].message,
      "cut.zip ends in the middle: it was not copied or sent as a whole. Submit again: a zip archive, without a "
        + "password, of your folder Exercises")
    _ = fake.calls.take()
    try write("cut.zip", [("Exercises/03-RNN/RNN.swift", "5")], in: fake)
    XCTAssertEqual(try fake.run().moves.map(\.text).count, 1)
    XCTAssertEqual(fake.calls.take().count, 1)
    XCTAssertEqual(fake.store.record(RecordName("cut"))?.report.score, points[..<5].reduce(0, +))
  }
}
