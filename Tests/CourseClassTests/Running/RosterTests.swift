import XCTest

@testable import GradingEngine
@testable import course_class

final class RosterTests: XCTestCase {
  func testFilesAmongTheFoldersAreSaidAndHiddenOnesAreNot() throws {
    let fake = try FakeClass()
    try fake.fill(2)
    for name in ["late.tgz", "notes.txt", ".DS_Store"] {
      try Data().write(to: fake.submissions.appendingPathComponent(name))
    }
    let roster = try ClassRoster(fake.submissions.path)
    XCTAssertEqual(roster.names, ["student000", "student001"])
    XCTAssertEqual(
      roster.notes,
      [
        "late.tgz: only zip archives are opened; unpack each into a folder with the student's name.",
        "notes.txt: ignored, because a submission is a folder or a zip archive.",
      ])
  }

  func testWhatIsNoClassIsRefusedWithTheWayOut() throws {
    let fake = try FakeClass()
    XCTAssertEqual(message { try ClassRoster("/no/where") }, "the folder /no/where does not exist")
    let path = fake.submissions.path
    XCTAssertEqual(
      message { try ClassRoster(path) },
      "\(path) holds neither a folder nor a zip archive: a class is a folder with one of these per student")
    try Data().write(to: fake.submissions.appendingPathComponent("file"))
    XCTAssertEqual(
      message { try ClassRoster("\(path)/file") },
      "\(path)/file is a file: name the folder with one folder or zip archive per student")
  }

  func testASubmissionIsFoundWhereverStudentsPutIt() throws {
    let fake = try FakeClass()
    for (name, path) in [
      ("plain", "03-RNN"), ("whole", "Exercises/03-RNN"), ("zipped", "homework-main/Exercises/03-RNN"),
      ("flat", ""), ("nested", "a/b"),
    ] {
      try fake.add(name, "5", inside: path)
      let found = try XCTUnwrap(
        try Submission.find(in: SubmittedPlace(name, in: fake.submissions), for: [fake.unit]), name)
      guard case .contents(let data) = found.part("RNN.swift", of: fake.unit) else { return XCTFail(name) }
      XCTAssertEqual(data, Data("5".utf8), name)
    }
    XCTAssertNil(try Submission.find(in: SubmittedPlace("nobody", in: fake.folder), for: [fake.unit]))
  }

  func testRecordNamesAreDifferentOnEveryFileSystem() {
    let names = [
      "ann", "Ann", "ANN", "é", "e\u{301}", "a/b", "=1+1", "", ".", "-", "ann-0123456789ab", "Ann Smith",
    ]
    let files = names.map { RecordName($0).text }
    XCTAssertEqual(Set(files.map { $0.lowercased() }).count, names.count)
    for file in files {
      XCTAssertTrue(
        file.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-._".utf8.contains($0) }, file)
      XCTAssertNotEqual(file.first, ".")
    }
    XCTAssertEqual(files[0], "ann")
    XCTAssertTrue(files[11].hasPrefix("ann-smith-"), files[11])
    XCTAssertLessThan(RecordName(String(repeating: "ü", count: 300)).text.count, 100)
  }

  func testOddNamesGetTheirOwnRows() throws {
    let fake = try FakeClass()
    let names = ["Ann", "ann", "=1+1", "comma, name", "quote\"", "two\nlines", "ü", "-dash"]
    for (place, name) in names.enumerated() { try fake.add(name, "\(place % 6)") }
    _ = try fake.run()
    let book = try fake.gradebook()
    for cell in [
      "\r\nAnn,", "\r\nann,", "\r\n'=1+1,", "\"comma, name\",", "\"quote\"\"\",", "\"two\nlines\",",
    ] {
      XCTAssertTrue(book.contains(cell), cell)
    }
    for (place, name) in names.enumerated() {
      let record = fake.store.record(RecordName(name))
      XCTAssertEqual(record?.submission, name)
      XCTAssertEqual(record?.report.score, [0, 10, 30, 40, 65, 85][place % 6], name)
    }
  }
}
