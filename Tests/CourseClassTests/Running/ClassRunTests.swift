import XCTest

@testable import course_class

final class ClassRunTests: XCTestCase {
  func testEverySubmissionGetsItsRowAndItsRecordInTheOrderOfTheNames() throws {
    let fake = try FakeClass()
    try fake.fill(11)
    let outcome = try fake.run()
    XCTAssertEqual(outcome.submissions, 11)
    XCTAssertEqual(try fake.rows(), (0..<11).map { String(format: "student%03d", $0) })
    XCTAssertEqual(fake.store.names(in: fake.store.records), try fake.rows())
    let record = try XCTUnwrap(fake.store.record(RecordName("student003")))
    XCTAssertEqual(record.report.score, 10 + 20 + 10)
    XCTAssertTrue(try fake.gradebook().contains("\r\nstudent003,40,100,10,20,10,0,0,0,\r\n"))
    XCTAssertEqual(try fake.store.settings()?.isFinished, true)
  }

  func testTheNumberOfWorkersDoesNotShow() throws {
    let fake = try FakeClass()
    try fake.fill(23)
    let alone = RecordStore(fake.folder.appendingPathComponent("alone"))
    _ = try fake.run(jobs: 1, to: alone)
    _ = try fake.run(jobs: 7)
    XCTAssertEqual(try fake.gradebook(), try fake.gradebook(alone))
    for name in alone.names(in: alone.records) {
      var (one, other) = (alone.record(RecordName(name)), fake.store.record(RecordName(name)))
      one?.seconds = 0
      other?.seconds = 0
      XCTAssertNotNil(one)
      XCTAssertEqual(one, other)
    }
  }

  func testAGradersFailureIsNoZeroStopsNobodyAndIsTriedAgain() throws {
    let fake = try FakeClass()
    try fake.fill(4)
    try fake.add("student001", "broken")
    let outcome = try fake.run()
    XCTAssertEqual(outcome.graderErrors, ["student001"])
    XCTAssertEqual(outcome.mean, (0.0 + 30 + 40) / 3)
    XCTAssertTrue(
      try fake.gradebook().contains("\r\nstudent001,,100,,,,,,,\"03.1 grader error; 03.2 grader error;"))
    let record = try XCTUnwrap(fake.store.record(RecordName("student001")))
    XCTAssertEqual(record.report.units[0].tasks[4].message, "the grader stumbled")
    XCTAssertEqual(fake.calls.take().count, 4)
    _ = try fake.run()
    XCTAssertEqual(fake.calls.take(), ["student001"])
  }

  func testASecondRunGradesOnlyWhatChangedAndSaysWhoseScoreMoved() throws {
    let fake = try FakeClass()
    try fake.fill(6)
    XCTAssertEqual(try fake.run().moves, [])
    _ = fake.calls.take()
    try fake.add("student004", "1 now")
    try fake.add("student002", "2 as many as before, in other words")
    let outcome = try fake.run()
    XCTAssertEqual(fake.calls.take(), ["student002", "student004"])
    XCTAssertEqual(outcome.kept, 4)
    XCTAssertEqual(outcome.moves.map(\.text), ["student004: 65 → 10 (03.2 20 → 0, 03.3 10 → 0, 03.4 25 → 0)"])
    XCTAssertEqual(try fake.run().moves, [], "a change is reported once")
  }

  func testAnotherSeedOrVersionGradesEverybodyAgain() throws {
    let fake = try FakeClass()
    try fake.fill(3)
    _ = try fake.run()
    _ = fake.calls.take()
    _ = try fake.run(seed: "spring")
    XCTAssertEqual(fake.calls.take().count, 3)
    _ = try fake.run(seed: "spring", version: "2")
    XCTAssertEqual(fake.calls.take().count, 3)
    _ = try fake.run(seed: "spring", version: "2")
    XCTAssertEqual(fake.calls.take(), [])
  }

  func testSomebodyWhoLeftIsNoLongerInTheGradebookAndTheRecordIsPutAside() throws {
    let fake = try FakeClass()
    try fake.fill(3)
    _ = try fake.run()
    try FileManager.default.removeItem(at: fake.submissions.appendingPathComponent("student001"))
    XCTAssertEqual(try fake.run().gone, ["student001"])
    XCTAssertEqual(try fake.rows(), ["student000", "student002"])
    XCTAssertEqual(fake.store.names(in: fake.store.gone), ["student001"])
  }

  func testAnEmptyFolderIsZeroAndSaidAndALinkHasNoScore() throws {
    let fake = try FakeClass()
    try fake.fill(1)
    let manager = FileManager.default
    try manager.createDirectory(
      at: fake.submissions.appendingPathComponent("nothing"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      at: fake.submissions.appendingPathComponent("link"),
      withDestinationURL: fake.submissions.appendingPathComponent("student000"))
    let outcome = try fake.run()
    XCTAssertEqual(outcome.empty, ["nothing"])
    XCTAssertEqual(outcome.graderErrors, ["link"])
    XCTAssertEqual(fake.calls.take().count, 1)
    let tasks = try XCTUnwrap(fake.store.record(RecordName("nothing"))).report.units[0].tasks
    XCTAssertEqual(tasks.map(\.verdict), Array(repeating: .notStarted, count: 6))
    XCTAssertEqual(tasks[0].message, "no folder 03-RNN was submitted")
  }

  func testProgressCountsUpAndTheTimeLeftEndsAtNothing() throws {
    let fake = try FakeClass()
    try fake.fill(5)
    let heard = Heard()
    _ = try fake.run(tell: heard.hear)
    XCTAssertEqual(heard.events.first, .begin(kept: 0, toGrade: 5))
    let steps = heard.events.compactMap { event -> ClassProgress? in
      if case .graded(_, _, let progress) = event { return progress }
      return nil
    }
    XCTAssertEqual(steps.map(\.done), [1, 2, 3, 4, 5])
    XCTAssertEqual(steps.map(\.total), [5, 5, 5, 5, 5])
    XCTAssertEqual(steps.last?.secondsLeft, 0)
  }
}

/// The messages of a run.
private final class Heard: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [ClassEvent] = []
  var events: [ClassEvent] { lock.withLock { all } }
  @Sendable func hear(_ event: ClassEvent) { lock.withLock { all.append(event) } }
}
