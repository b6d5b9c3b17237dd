import CommandSupport
import LinearAlgebra
import XCTest

@testable import course_train

final class BenchOptionTests: XCTestCase {
  private func options(_ words: String...) throws -> BenchOptions {
    try BenchOptions(Arguments(parsing: words, for: .bench))
  }

  func testWithoutOptionsEveryWorkloadIsMeasured() throws {
    XCTAssertEqual(try options().workloads, NamedWorkload.all)
    XCTAssertNil(try options().peers)
  }

  func testOptionsCutTheWorkloads() throws {
    XCTAssertEqual(
      try options("--workload", "large", "--cell", "gru").workloads.map(\.workload.layerCount), [1, 2])
    XCTAssertEqual(try options("--layers", "2").workloads.count, NamedWorkload.all.count / 2)
    XCTAssertEqual(
      try options("--workload", "single", "--cell", "lstm", "--layers", "1").workloads,
      [NamedWorkload(.single, cell: .lstm, layerCount: 1)])
  }

  func testTheInstructionSetIsTheOneInUseUnlessOneIsNamed() throws {
    XCTAssertEqual(try options().instructionSets, [.current])
    XCTAssertFalse(try options().holdsPeers)
    XCTAssertEqual(try options("--kernels", "portable").instructionSets, [.portable])
    XCTAssertTrue(try options("--kernels", "portable").holdsPeers)
    XCTAssertEqual(try options("--kernels", "all").instructionSets, KernelLevel.available)
    for set in KernelLevel.allCases where !KernelLevel.available.contains(set) {
      XCTAssertThrowsError(try options("--kernels", set.rawValue)) {
        XCTAssertTrue("\($0)".contains("it has portable") && "\($0)".contains(set.rawValue), "\($0)")
      }
    }
  }

  func testWhatCannotBeNamesTheValueAndTheWayOut() {
    for (words, parts) in [
      (["--workload", "huge"], ["'huge'", "small, medium, large or single"]),
      (["--cell", "rnm"], ["'rnm'", "rnn, gru or lstm"]), (["--layers", "3"], ["'3'", "from 1 to 2"]),
      (["--rounds", "0"], ["--rounds", "'0'"]), (["--seconds", "-1"], ["--seconds", "'-1'"]),
      (["--growth", "--workload", "small"], ["--growth", "--workload"]),
      (["--kernels", "sse9"], ["'sse9'", "portable, avx2, avx512 or all"]),
      (["--growth", "--kernels", "all"], ["--growth", "--kernels"]),
      (["--growth", "--peers"], ["--growth", "--peers"]), (["--plots", "x"], ["--plots", "--growth"]),
      (["--python", "python3"], ["--python", "--peers"]),
      (["--peers", "--python", "/nonexistent/python"], ["/nonexistent/python", "torch"]),
    ] {
      XCTAssertThrowsError(try BenchOptions(Arguments(parsing: words, for: .bench)), "\(words)") { error in
        for part in parts { XCTAssertTrue("\(error)".contains(part), "\(words): \(error)") }
      }
    }
  }

  func testTheTableLinesUpAndShowsPeersOnlyWithPeers() {
    var report = BenchmarkReport(rounds: 3, secondsPerTurn: 0.1)
    let result = ContestResult(
      course: [1000, 3000, 2000], peak: [100, 100, 100],
      peers: [.init(name: "jax", threads: 2, form: nil, speeds: [500, 400, 900])])
    let named = NamedWorkload(.small, cell: .rnn, layerCount: 1)
    let memory = MemoryUse(peakMiB: 52.4, idleMiB: 14.4)
    report.workloads = [WorkloadReport(named, result, memory: memory, peerMemory: [:])]
    report.peerVersions = ["jax": "0.1"]
    let screen = BenchScreen(terminal: Terminal(isInteractive: false))
    let lines = screen.text(report).split(separator: "\n").map(String.init)
    let header = lines.firstIndex { $0.hasPrefix("workload") } ?? 0
    XCTAssertTrue(lines[header].contains("× jax"))
    XCTAssertEqual(lines[header].count, lines[header + 2].count)
    for text in ["2,000", "4.0", "52 (38)"] {
      XCTAssertTrue(lines[header + 2].contains(text), lines[header + 2])
    }

    report.peerVersions = nil
    XCTAssertFalse(screen.text(report).contains("jax"))
  }
}
