import CourseCatalog
import Formats
import Foundation
import GradingEngine
import XCTest

@testable import course_class

/// Links, pipes and names that are not text, at every level of a class's folder: a student who submits such a
/// thing gets a row and a sentence, and never the points of another's work.
final class OddPlaceTests: XCTestCase {
  private let full = 85.0

  private func link(_ path: String, to target: String, in fake: FakeClass) throws {
    let place = fake.submissions.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: target)
  }

  /// The result for the only graded file in a student's folder.
  private func part(_ name: String, in fake: FakeClass) throws -> SubmittedPart? {
    try Submission.find(in: SubmittedPlace(name, in: fake.submissions), for: [fake.unit])?
      .part("RNN.swift", of: fake.unit)
  }

  private func reason(_ name: String, in fake: FakeClass) throws -> String? {
    guard case .unusable(let reason) = try part(name, in: fake) else { return nil }
    return reason
  }

  func testALinkIsFollowedAtNoLevel() throws {
    let fake = try FakeClass()
    try fake.add("honest", "5", inside: "Exercises/03-RNN")
    try link("a/Exercises", to: "../honest/Exercises", in: fake)
    try link("b/Exercises/03-RNN", to: "../../honest/Exercises/03-RNN", in: fake)
    try link("c/03-RNN", to: "../honest/Exercises/03-RNN", in: fake)
    try link("d/03-RNN/RNN.swift", to: "../../honest/Exercises/03-RNN/RNN.swift", in: fake)
    try link("e/work/Exercises", to: "../../honest/Exercises", in: fake)
    try link("f/RNN.swift", to: "../honest/Exercises/03-RNN/RNN.swift", in: fake)
    for (name, place) in [
      ("a", "a/Exercises"), ("b", "b/Exercises/03-RNN"), ("c", "c/03-RNN"), ("d", "d/03-RNN/RNN.swift"),
      ("e", "e/work/Exercises"), ("f", "f/RNN.swift"),
    ] {
      let text = try XCTUnwrap(try reason(name, in: fake), name)
      XCTAssertTrue(text.hasSuffix("\(place) is a link, and links are not followed"), text)
    }
    try link("g/homework", to: "../honest", in: fake)
    try link("h", to: "honest", in: fake)
    try link("i.zip", to: "honest", in: fake)
    let outcome = try fake.run()
    XCTAssertEqual(outcome.graderErrors, ["h", "i.zip"])
    XCTAssertEqual(
      fake.store.record(RecordName("g"))?.report.units[0].tasks[0].message,
      "homework is a link, and links are not followed. Submit the files themselves")
    XCTAssertEqual(
      fake.store.record(RecordName("h"))?.report.units[0].tasks[0].message,
      "it is a link, and links are not followed: put the files themselves there")
    for name in try fake.rows() where name != "honest" {
      XCTAssertEqual(fake.store.record(RecordName(name))?.report.score, 0, name)
    }
    XCTAssertEqual(fake.store.record(RecordName("honest"))?.report.score, full)
  }

  func testALinkInAnArchiveIsNotFollowed() throws {
    let fake = try FakeClass()
    try fake.add("honest", "5", inside: "Exercises/03-RNN")
    let folder = fake.folder.appendingPathComponent("packed")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("Exercises").path, withDestinationPath: "../honest/Exercises")
    let zip = Process()
    zip.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    zip.currentDirectoryURL = folder
    zip.arguments = [
      "-c",
      """
      import zipfile, os
      with zipfile.ZipFile('../submissions/sly.zip', 'w') as z:
        i = zipfile.ZipInfo('Exercises'); i.create_system = 3; i.external_attr = 0o120777 << 16
        z.writestr(i, os.readlink('Exercises'))
      """,
    ]
    try XCTSkipUnless(FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"))
    try zip.run()
    zip.waitUntilExit()
    XCTAssertTrue(
      try XCTUnwrap(try reason("sly.zip", in: fake)).hasSuffix(
        "sly.zip/Exercises is a link, and links are not followed"))
  }

  func testWhatIsNoFileIsNoWorkAndKeepsNobodyWaiting() throws {
    let fake = try FakeClass()
    for name in ["pipe", "socket", "folder", "inside", "unit"] { try fake.add(name, "5") }
    let manager = FileManager.default
    func file(_ name: String) -> URL { fake.submissions.appendingPathComponent("\(name)/03-RNN/RNN.swift") }
    for name in ["pipe", "socket", "folder"] { try manager.removeItem(at: file(name)) }
    XCTAssertEqual(mkfifo(file("pipe").path, 0o644), 0)
    try manager.createDirectory(at: file("folder"), withIntermediateDirectories: true)
    try makeSocket(at: "\(fake.folder.path)/s", then: file("socket"))
    for name in ["pipe", "socket", "folder"] {
      let text = try XCTUnwrap(try reason(name, in: fake), name)
      XCTAssertTrue(text.hasSuffix("\(name)/03-RNN/RNN.swift is not an ordinary file"), text)
    }
    try manager.removeItem(at: file("unit").deletingLastPathComponent())
    XCTAssertEqual(mkfifo(file("unit").deletingLastPathComponent().path, 0o644), 0)
    XCTAssertEqual(mkfifo(fake.submissions.appendingPathComponent("loose").path, 0o644), 0)
    let outcome = try fake.run()
    XCTAssertEqual(outcome.graderErrors, [])
    XCTAssertEqual(outcome.empty, ["unit"])
    XCTAssertEqual(
      try ClassRoster(fake.submissions.path).notes,
      ["loose: ignored, because a submission is a folder or a zip archive."])
  }

  /// A socket's path is short, so it is made elsewhere and moved.
  private func makeSocket(at path: String, then place: URL) throws {
    let descriptor = socket(AF_UNIX, numericCast(SOCK_STREAM.numeric), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    XCTAssertEqual(bound, 0)
    try FileManager.default.moveItem(atPath: path, toPath: place.path)
  }

  func testANameThatIsNoTextGetsItsRowAndItsGrade() throws {
    let fake = try FakeClass()
    try fake.add("honest", "5")
    let names: [[UInt8]] = [
      Array("m".utf8) + [0xFC] + Array("ller".utf8), Array("broken-".utf8) + [0xFF, 0xFE],
      Array("m%FCller".utf8),
    ]
    let base = Array(fake.submissions.path.utf8)
    for name in names.dropLast() {
      let place = base + Array("/".utf8) + name
      let made = mkdir(place.cString, 0o755)
      try XCTSkipIf(made != 0, "this file system takes UTF-8 alone")
      // A folder around the exercise's whose name is not text either.
      let inner = place + [0x2F, 0xE9]
      XCTAssertEqual(mkdir(inner.cString, 0o755), 0)
      XCTAssertEqual(
        rename("\(fake.submissions.path)/honest/03-RNN", (inner + Array("/03-RNN".utf8)).cString), 0)
      try fake.add("honest", "5")
    }
    try fake.add("m%FCller", "3")
    var zip = ZipWriter()
    zip.add("03-RNN/RNN.swift", Data("4".utf8))
    let archive = base + Array("/z".utf8) + [0xE4] + Array(".zip".utf8)
    let descriptor = open(archive.cString, O_CREAT | O_WRONLY, 0o644)
    XCTAssertEqual(zip.data.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }, zip.data.count)
    close(descriptor)
    let outcome = try fake.run()
    XCTAssertEqual(try fake.rows(), ["broken-%FF%FE", "honest", "m%25FCller", "m%FCller", "z%E4"])
    XCTAssertEqual(outcome.graderErrors, [])
    XCTAssertEqual(
      ["broken-%FF%FE", "m%FCller", "m%25FCller", "z%E4"].map {
        fake.store.record(RecordName($0))?.report.score
      },
      [full, full, 40, 65])
    XCTAssertEqual(try fake.run().kept, 5)
    let path = fake.submissions.appendingPathComponent("broken-%FF%FE").path
    let layout = CourseLayout(root: fake.folder)
    XCTAssertEqual(
      try Submission.named(path, for: [fake.unit], in: layout).part("RNN.swift", of: fake.unit),
      .contents(Data("5".utf8)))
  }

  func testWhatIsHandedInWhileItIsGradedIsGradedByTheNextRun() throws {
    let fake = try FakeClass()
    try fake.add("ann", "3")
    let (folder, files) = (fake.submissions.appendingPathComponent("ann/03-RNN"), fake.unit.files)
    _ = try fake.run(first: { _ in
      for name in files { try? Data("5".utf8).write(to: folder.appendingPathComponent(name)) }
    })
    XCTAssertEqual(fake.store.record(RecordName("ann"))?.report.score, 40)
    XCTAssertEqual(try fake.run().kept, 0)
    XCTAssertEqual(fake.store.record(RecordName("ann"))?.report.score, full)
  }
}

extension [UInt8] {
  fileprivate var cString: [CChar] { map(CChar.init(bitPattern:)) + [0] }
}

#if canImport(Darwin)
  extension Int32 {
    fileprivate var numeric: Int32 { self }
  }
#else
  extension __socket_type {
    fileprivate var numeric: UInt32 { rawValue }
  }
#endif
