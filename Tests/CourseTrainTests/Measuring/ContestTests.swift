import Foundation
import SequenceTraining
import XCTest

@testable import course_train

/// The conversation with contestants, played by small shell scripts.
final class ContestTests: XCTestCase {
  private let workload = Workload(
    cell: .rnn, layerCount: 1, vocabularySize: 7, hiddenSize: 4, batchSize: 2, stepCount: 5)

  private let steady = ProcessorPeakMonitor { 100 }

  private func script(_ name: String, threads: Int = 1, answer: String) throws -> ContestantProcess {
    let greeting = #"{"name":"\#(name)","version":"1","threads":\#(threads),"idleBytes":1048576}"#
    return try ContestantProcess([
      "/bin/sh", "-c", "echo '\(greeting)'; n=0; while read -r line; do n=$((n + 1)); \(answer); done",
    ])
  }

  private func speeds(_ values: String) -> String {
    #"set -- \#(values); [ $n -gt 1 ] && shift $((n - 2)); echo "{\"tokensPerSecond\":$1,\"form\":\"f\",\"peakBytes\":3145728}""#
  }

  func testEveryoneHasATurnInEachRoundAndTheBestThreadsCount() throws {
    let contest = Contest(
      course: try script("course", answer: speeds("50 70 60")),
      peers: [
        try script("torch", threads: 1, answer: speeds("10 10 99")),
        try script("torch", threads: 2, answer: speeds("30 20 20")),
      ], threads: nil, seconds: 0, monitor: steady)
    var turns: [String] = []
    let result = try contest.run(workload, rounds: 3) { turns.append("\($0) \($1)") }
    XCTAssertEqual(turns, (0...3).flatMap { ["\($0) the course", "\($0) torch", "\($0) torch"] })
    XCTAssertEqual(result.course, [50, 70, 60])
    XCTAssertEqual(result.peak, [100, 100, 100])
    XCTAssertEqual(contest.repeatedTurns, 0)
    let best = try XCTUnwrap(result.best(of: "torch"))
    XCTAssertEqual(best.threads, 2, "a lucky round does not make a median")
    XCTAssertEqual(best.speeds, [30, 20, 20])

    let named = NamedWorkload(.small, cell: .lstm, layerCount: 2)
    let memory = MemoryUse(peakMiB: 30, idleMiB: 10)
    let report = WorkloadReport(named, result, memory: memory, peerMemory: [:])
    XCTAssertEqual(report.tokensPerSecond, 60)
    XCTAssertEqual(report.ratios, ["torch": 3])
    let peak = median(result.peak) * 1e9
    XCTAssertEqual(report.shareOfPeak, 60 * named.workload.usefulOperationsPerToken / peak, accuracy: 1e-12)
  }

  func testAPeerThatFailsLeavesAndTheOthersGoOn() throws {
    let fails = #"[ $n = 3 ] && echo '{"error":"no memory"}' || echo '{"tokensPerSecond":5}'"#
    let contest = Contest(
      course: try script("course", answer: speeds("1 2 3")),
      peers: [try script("torch", answer: fails), try script("jax", answer: speeds("4 4 4"))], threads: nil,
      seconds: 0, monitor: steady)
    let result = try contest.run(workload, rounds: 3) { _, _ in }
    XCTAssertEqual(result.course.count, 3)
    XCTAssertEqual(result.best(of: "jax")?.speeds, [4, 4, 4])
    XCTAssertEqual(result.best(of: "torch")?.speeds, [5])
    XCTAssertEqual(contest.peers.map(\.greeting.name), ["jax"])
    XCTAssertEqual(contest.failures.count, 1)
    XCTAssertTrue(contest.failures[0].contains("torch") && contest.failures[0].contains("no memory"))
  }

  func testWhoDoesNotStartOrSpeakIsNamed() throws {
    for (command, word) in [
      (["/nonexistent/python"], "cannot be started"), (["/bin/sh", "-c", "exit 3"], "ended without"),
      (["/bin/sh", "-c", #"echo '{"error":"torch is not installed"}'"#], "torch is not installed"),
      (["/bin/sh", "-c", "echo hello"], "hello"),
    ] {
      XCTAssertThrowsError(try ContestantProcess(command), "\(command)") {
        XCTAssertTrue("\($0)".contains(word), "\($0)")
      }
    }
  }

  func testWhoHasEndedGetsNoMoreQuestions() throws {
    signal(SIGPIPE, SIG_DFL)
    let greeting = #"{"name":"torch","version":"1","threads":1,"idleBytes":1}"#
    let peer = try ContestantProcess(["/bin/sh", "-c", "echo '\(greeting)'"])
    usleep(200_000)
    for _ in 0..<3 {
      XCTAssertThrowsError(try peer.answer(SpeedRequest(workload: workload, seconds: 0))) {
        XCTAssertTrue("\($0)".contains("ended"), "\($0)")
      }
    }
  }

  func testAContestantIsGoneAtOnceWhenNobodyHoldsIt() throws {
    let start = Date()
    for _ in 0..<3 { _ = try script("torch", answer: speeds("1")) }
    XCTAssertLessThan(Date().timeIntervalSince(start), 9, "each would be killed after ten seconds only")
  }

  func testMemoryIsThePeakAndWhatWasThereBefore() throws {
    let answer = #"echo '{"tokensPerSecond":1,"peakBytes":3145728}'"#
    let greeting = #"{"name":"x","version":"1","threads":1,"idleBytes":1048576}"#
    let command = ["/bin/sh", "-c", "echo '\(greeting)'; while read -r line; do \(answer); done"]
    let memory = try MemoryUse.measure(command, SpeedRequest(workload: workload, seconds: 9))
    XCTAssertEqual(memory, MemoryUse(peakMiB: 3, idleMiB: 1))
    XCTAssertEqual(memory?.trainingMiB, 2)
  }

  func testTheServerGreetsTrainsRecordsAndSaysWhatItCannotRead() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let encoder = JSONEncoder()
    let record = RecordRequest(workload: workload, steps: 3, record: file.path)
    var lines = [
      String(decoding: try encoder.encode(SpeedRequest(workload: workload, seconds: 0)), as: UTF8.self),
      "what?", String(decoding: try encoder.encode(record), as: UTF8.self),
    ]
    var said: [Data] = []
    var server = ContestantServer(version: "9")
    try server.run(
      nextLine: { lines.isEmpty ? nil : lines.removeFirst() }, say: { said.append(Data($0.utf8)) })
    XCTAssertEqual(said.count, 4)
    XCTAssertEqual(try JSONDecoder().decode(ContestantGreeting.self, from: said[0]).version, "9")
    let answer = try JSONDecoder().decode(SpeedAnswer.self, from: said[1])
    XCTAssertGreaterThan(answer.tokensPerSecond, 0)
    XCTAssertFalse(try JSONDecoder().decode(ContestantErrorMessage.self, from: said[2]).error.isEmpty)
    let losses = try JSONDecoder().decode(RecordAnswer.self, from: said[3]).losses
    XCTAssertEqual(losses.count, 3)
    let names = try TensorFile(contentsOf: file).tensors.keys
    for prefix in ["before.", "after.", "gradient."] {
      XCTAssertTrue(
        names.contains("\(prefix)weight_ih_l0") && names.contains("\(prefix)output.weight"), prefix)
    }
  }
}
