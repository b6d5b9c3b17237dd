import ChildProcesses
import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

/// Seventy ordinary submissions with every hostile one among them, graded two at a time.
final class HostileClassTests: XCTestCase {
  private let ordinaryCount = 70

  func testAHostileSubmissionGetsItsVerdictAndCostsNobodyElseAnything() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    try XCTSkipUnless(Sandbox.isAvailable, Sandbox.obstacle ?? "")
    let schoolClass = try HostileClass(ordinaryCount: ordinaryCount)
    let traces = schoolClass.traces
    let apart = try schoolClass.grade(schoolClass.ordinary)
    let together = try schoolClass.grade(schoolClass.ordinary + schoolClass.hostile)

    for member in schoolClass.ordinary {
      let (report, other) = (try XCTUnwrap(apart[member.name]), try XCTUnwrap(together[member.name]))
      XCTAssertEqual(other.tasks.map(\.score), report.tasks.map(\.score), member.name)
      XCTAssertEqual(other.tasks.map(\.verdict), report.tasks.map(\.verdict), member.name)
      XCTAssertFalse(report.hasGraderError, member.name)
    }
    XCTAssertGreaterThan(Set(apart.values.map(\.score)).count, 10, "ordinary submissions have to differ")
    XCTAssertGreaterThanOrEqual(HostileSubmission.all.count, 30)
    for hostile in HostileSubmission.all {
      check(try XCTUnwrap(together[hostile.name]), hostile)
    }
    XCTAssertEqual(traces.processes, [], "left running")
    XCTAssertEqual(traces.files, [], "left behind")
    XCTAssertEqual(traces.changes, [], "changed")
    XCTAssertEqual(schoolClass.counter.count(), 0, "reached the network")
  }

  private func check(_ report: UnitReport, _ hostile: HostileSubmission) {
    let found = report.tasks.enumerated().filter { $1.score < $1.maxScore || $1.verdict != .passed }.map {
      HostileSubmission.Loss($0 + 1, $1.verdict, $1.score)
    }
    let messages = report.tasks.compactMap { $0.message?.prefix(200) }.joined(separator: "\n")
    XCTAssertEqual(found, hostile.losses, "\(hostile.name): \(messages)")
  }
}

/// The folder of a class, with its surroundings.
final class HostileClass {
  /// One submission in the class's folder.
  struct Member {
    let name: String
    let unit: CourseUnit
    let submission: Submission
    /// Whether one of its checks never ends, so the run waits for the time limit.
    var neverEnds = false
  }

  private(set) var ordinary: [Member] = []
  private(set) var hostile: [Member] = []
  let counter: ConnectionCounter
  private let layout: CourseLayout
  private let base: URL
  private let surroundings: Workpiece.Surroundings

  init(ordinaryCount: Int) throws {
    layout = try TestCourse.layout()
    counter = try ConnectionCounter()
    base = FileManager.default.temporaryDirectory.appendingPathComponent("class-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    let folder = base.appendingPathComponent("submissions")
    surroundings = Workpiece.Surroundings(
      token: "hostile\(UInt32.random(in: 1_000_000...9_999_999))",
      root: layout.root.resolvingSymlinksInPath(),
      classFolder: folder, gradebook: base.appendingPathComponent("gradebook.csv"),
      neighbour: folder.appendingPathComponent("neighbour.txt"), port: counter.port)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in [surroundings.gradebook, surroundings.neighbour] { try Data("kept".utf8).write(to: file) }
    try addOrdinary(ordinaryCount, in: folder)
    for kind in HostileSubmission.all { try addHostile(kind, in: folder) }
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  private func addOrdinary(_ count: Int, in folder: URL) throws {
    let units = ["01", "03", "04", "08"].compactMap { Course.unit(named: $0) }
    for (number, kind) in try OrdinarySubmission.all(count, of: units, in: layout).enumerated() {
      let name = "ordinary \(number)"
      let place = folder.appendingPathComponent(name)
      try kind.write(to: place)
      ordinary.append(
        Member(name: name, unit: kind.unit, submission: try Submission(path: place.path, in: layout)))
    }
  }

  private func addHostile(_ kind: HostileSubmission, in folder: URL) throws {
    let unit = try XCTUnwrap(Course.unit(named: kind.unit))
    let place = folder.appendingPathComponent(kind.name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: layout.solution(unit), to: place.appendingPathComponent(unit.folder))
    try kind.spoil(Workpiece(submission: place, unit: unit, surroundings: surroundings))
    hostile.append(
      Member(
        name: kind.name, unit: unit, submission: try Submission(path: place.path, in: layout),
        neverEnds: kind.losses.contains { $0.verdict == .timedOut }))
  }

  /// The state that must be unchanged afterward.
  var traces: HostileTraces {
    let root = layout.root
    return HostileTraces(
      surroundings,
      keeping: [
        base, root.appendingPathComponent("Package.swift"), root.appendingPathComponent("Solutions"),
        root.appendingPathComponent("Exercises"), root.appendingPathComponent("Tests/Grading"),
        layout.scratch.appendingPathComponent("work"),
      ])
  }

  /// Grades them in random order, two at a time. Endless ones get little time, the others as much as they can
  /// need on a busy machine.
  func grade(_ members: [Member]) throws -> [String: UnitReport] {
    let brief = Grader(layout, secondsPerCheck: 3, secondsToCompile: 6)
    let patient = Grader(layout, secondsPerCheck: 15, secondsToCompile: 30)
    var generator = CountingGenerator(seed: 2026)
    let queue = WorkQueue(members.shuffled(using: &generator))
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while let next = queue.next() {
        let grader = next.neverEnds ? brief : patient
        queue.finish(next.name, Result { try grader.grade(next.unit, of: next.submission) })
      }
    }
    return try queue.results.mapValues { try $0.get() }
  }
}

/// The submissions that wait, and the reports of those that are done.
private final class WorkQueue: @unchecked Sendable {
  private let lock = NSLock()
  private var waiting: [HostileClass.Member]
  private(set) var results: [String: Result<UnitReport, Error>] = [:]

  init(_ members: [HostileClass.Member]) { waiting = members }

  func next() -> HostileClass.Member? { lock.withLock { waiting.popLast() } }

  func finish(_ name: String, _ result: Result<UnitReport, Error>) {
    lock.withLock { results[name] = result }
  }
}
