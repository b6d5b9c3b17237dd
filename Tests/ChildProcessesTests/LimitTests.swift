import Foundation
import XCTest

@testable import ChildProcesses

/// Each limit against a program that exceeds it, with and without a sandbox.
final class LimitTests: HostileTestCase {
  /// Calls `body` with every way to run a program here.
  private func eachWay(_ body: (Sandbox?) throws -> Void) rethrows {
    try body(nil)
    if Sandbox.isAvailable { try body(sandbox) }
  }

  func testAnEndlessLoopEndsAtItsTimeOnTheClock() throws {
    for deed in ["loop", "sleep", "stubborn", "close"] {
      try eachWay { sandbox in
        let output = try run(deed, in: sandbox, seconds: 0.1)
        XCTAssertEqual(output.broken, .wallTime, deed)
        XCTAssertNil(output.end)
      }
    }
  }

  func testProcessorTimeIsThatOfAllProcessesTogether() throws {
    try requirePatience()
    try eachWay { sandbox in
      let started = Date()
      XCTAssertEqual(
        try run("burn", limits: ChildLimits(processorSeconds: 1), in: sandbox).broken, .processorTime)
      XCTAssertLessThan(Date().timeIntervalSince(started), 9)
    }
  }

  func testWhatIsDetachedEndsWithTheChild() throws {
    try eachWay { XCTAssertEqual(try run("detach", in: $0).end, .exited(0)) }
  }

  func testAForkBombIsBounded() throws {
    try requirePatience()
    // Without a sandbox, a fork bomb started by root is only noticed after thousands of processes.
    try requireSandbox()
    let output = try run("bomb", limits: ChildLimits(processorSeconds: 20, taskCount: 100), in: sandbox)
    // A program that the system refuses more processes keeps looping until its time is over.
    XCTAssertTrue([.tasks, .wallTime, .processorTime].contains(output.broken), "\(output)")
  }

  func testThreadsCountAsTasks() throws {
    try eachWay { sandbox in
      let output = try run(
        "threads", "90", limits: ChildLimits(processorSeconds: 20, taskCount: 40), in: sandbox)
      XCTAssertTrue(output.broken == .tasks || output.end == .exited(7), "\(output)")
    }
  }

  func testMemoryInUseIsThatOfAllProcessesTogether() throws {
    for (deed, megabytes) in [("allocate", "10000"), ("share", "1000"), ("spread", "100")] {
      try eachWay { sandbox in
        let limits = ChildLimits(processorSeconds: 20, memoryMegabytes: 300)
        XCTAssertEqual(
          try run(deed, megabytes, limits: limits, in: sandbox, seconds: 20).broken, .memory, deed)
      }
    }
  }

  func testMemoryWithinTheLimitIsFree() throws {
    try eachWay { sandbox in
      let limits = ChildLimits(processorSeconds: 20, memoryMegabytes: 200)
      XCTAssertEqual(try run("allocate", "100", limits: limits, in: sandbox).end, .exited(0))
    }
  }

  func testOutputIsReadToItsLimit() throws {
    try eachWay { sandbox in
      let limits = ChildLimits(processorSeconds: 20, outputMegabytes: 20)
      let output = try run("print", "100", limits: limits, in: sandbox)
      XCTAssertEqual(output.broken, .output)
      XCTAssertLessThan(output.lines.joined().utf8.count, 2_000_000)
      XCTAssertEqual(try run("print", "10", limits: limits, in: sandbox).end, .exited(0))
    }
  }

  func testAFileGrowsToItsLimit() throws {
    try eachWay { sandbox in
      let file = folder.appendingPathComponent("grown")
      let limits = ChildLimits(processorSeconds: 20, fileMegabytes: 1)
      XCTAssertEqual(try run("grow", file.path, limits: limits, in: sandbox).end, .signalled(SIGXFSZ))
      XCTAssertEqual(try Data(contentsOf: file).count, 1 << 20)
    }
  }

  func testOpenFilesAreCounted() throws {
    let limits = ChildLimits(processorSeconds: 20, descriptorCount: 30)
    try eachWay { sandbox in
      let output = try run("descriptors", limits: limits, in: sandbox)
      XCTAssertEqual(output.lines, ["26"], "0 to 3 are open already")
    }
  }

  func testNothingOfTheParentsOwnIsOpenInTheChild() throws {
    let secret = folder.appendingPathComponent("secret").path
    try Data("s".utf8).write(to: URL(fileURLWithPath: secret))
    let descriptor = open(secret, O_RDONLY)
    defer { close(descriptor) }
    try eachWay { XCTAssertEqual(try run("inherited", in: $0).lines, []) }
  }

  func testASignalThatEndsTheProgramIsSeenThroughTheSandbox() throws {
    for signal in [SIGABRT, SIGSEGV, SIGTERM] {
      try eachWay { XCTAssertEqual(try run("end", "\(signal)", in: $0).end, .signalled(signal)) }
    }
  }
}
