import ChildProcesses
import Foundation
import GradingProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One child's life: from its start to its end, by itself or by the engine.
struct ChildRun {
  private let settings: RunSettings
  private let expected: [String: GradedCheck]
  private let nonce: String
  private let child: ChildProcess
  private var reader: ChildReader
  private var running: GradedCheck?
  private var wasTamperedWith = false
  /// Whether a check was stopped because its time was over.
  var hasTimedOut: Bool { results.values.contains { $0.verdict == .timedOut } }
  /// Whether a check that timed out gave a backtrace, on which the student's line may be missing all the same.
  private(set) var hasBacktrace = false
  private var deadline: Date
  private var results: [String: CheckResult] = [:]

  init(_ settings: RunSettings, _ checks: [GradedCheck]) throws {
    self.settings = settings
    expected = Dictionary(uniqueKeysWithValues: checks.map { ($0.identifier, $0) })
    var generator = SystemRandomNumberGenerator()
    nonce = (0..<4).map { _ in String(generator.next(), radix: 16) }.joined()
    // The runtime needs a file to write to: in a sandbox none that it makes would come out.
    try Data().write(to: settings.crashReport)
    var environment = settings.environment
    environment[GradingEvent.descriptorVariable] = "3"
    // A whole run may use the processor for as long as all of its checks together, on two cores.
    let seconds = Int(settings.secondsPerCheck * 2) * checks.count + Int(settings.secondsToStart)
    var limits = settings.limits
    limits.processorSeconds = seconds
    child = try ChildProcess(
      ChildCommand(
        settings.program + [checks.map(\.identifier).joined(separator: ",")], environment: environment,
        directory: settings.scratch.path, limits: limits, isolation: settings.isolation))
    reader = ChildReader(child)
    reader.send(nonce + "\n")
    deadline = Date() + settings.secondsToStart
  }

  /// Runs until every check of the child has a result or the child has ended, and returns what is known.
  mutating func run() -> [CheckResult] {
    while results.count < expected.count {
      takeEvents()
      if results.count == expected.count { break }
      if let end = child.poll() {
        takeEvents()
        settleRunning { $0.crashed(end) }
        break
      }
      if Date() >= deadline {
        settleRunning { $0.timedOut() }
        break
      }
      // Each check may print as much, so that its verdict does not depend on the checks before it.
      if let limit = child.brokenLimit(printed: reader.printed.total) {
        settleRunning { $0.wentBeyond(limit) }
        break
      }
      reader.wait(milliseconds: Int32(max(1, min(20, deadline.timeIntervalSinceNow * 1000))))
    }
    child.endWithDescendants()
    return Array(results.values)
  }

  private mutating func takeEvents() {
    reader.drainOutput()
    for line in reader.takeLines() {
      guard results.count < expected.count else { return }
      guard case .whole(let text) = line, let event = GradingEvent(line: text), event.nonce == nonce,
        take(event)
      else {
        settleRunning { $0.result(.tampered, Self.tampering) }
        wasTamperedWith = true
        deadline = .distantPast
        return
      }
    }
  }

  /// Notes an event, and gives the receipt for which the suite waits; `false` where no suite would send it.
  private mutating func take(_ event: GradingEvent) -> Bool {
    switch event.kind {
    case .begin:
      guard running == nil, let check = expected[event.test], results[event.test] == nil else { return false }
      running = check
      deadline = Date() + settings.secondsPerCheck
      reader.drainOutput()
      reader.printed.reset()
    case .end:
      guard let check = running, check.identifier == event.test, let verdict = event.verdict else {
        return false
      }
      reader.drainOutput()
      let place =
        verdict == .notStarted ? event.file.map { SourcePlace(file: $0, line: event.line ?? 1) } : nil
      results[event.test] = CheckResult(
        check: check, verdict: verdict, message: event.message?.withoutControls, place: place,
        output: StudentOutput.text(reader.printed))
      running = nil
      deadline = Date() + settings.secondsPerCheck
    }
    reader.send(".")
    return true
  }

  private static let tampering = "the submission wrote on the line between the suite and the grader"

  private mutating func settleRunning(_ result: (inout ChildRun) -> CheckResult) {
    guard let check = running else { return }
    results[check.identifier] = result(&self)
    running = nil
  }

  private func result(_ verdict: Verdict, _ message: String, at place: SourcePlace? = nil) -> CheckResult {
    CheckResult(
      check: running!, verdict: verdict, message: message.withoutControls, place: place,
      output: StudentOutput.text(reader.printed))
  }

  private mutating func crashed(_ end: ChildEnd) -> CheckResult {
    let crash = CrashReport(contentsOf: settings.crashReport)
    let diagnosis = CrashDiagnosis(
      end, crash, reader.printed.lines, studentFolder: settings.stagedFolder.path)
    return result(diagnosis.verdict, diagnosis.message, at: crash?.place(below: settings.stagedFolder.path))
  }

  private mutating func timedOut() -> CheckResult {
    let place = placeByAborting(patience: 2)
    let seconds = String(format: "%g", settings.secondsPerCheck)
    return result(.timedOut, "no answer within \(seconds) seconds. Does a loop never end?", at: place)
  }

  private mutating func wentBeyond(_ limit: BrokenLimit) -> CheckResult {
    // Whoever starts processes without end, or prints, would go on with it while the runtime looks for the line.
    let place = limit == .memory || limit == .processorTime ? placeByAborting(patience: 0.5) : nil
    let (verdict, message) = CrashDiagnosis.words(for: limit, of: settings.limits)
    return result(verdict, message, at: place)
  }

  /// Asks the child to abort, since the runtime then tells which line it was on. It goes on afterwards, so the
  /// report is what to wait for, not the end.
  private mutating func placeByAborting(patience seconds: Double) -> SourcePlace? {
    child.signal(SIGABRT)
    child.signal(SIGCONT)
    let patience = Date() + seconds
    var report: CrashReport?
    while report == nil, child.poll() == nil, Date() < patience {
      reader.drainOutput()
      reader.wait(milliseconds: 5)
      report = CrashReport(contentsOf: settings.crashReport)
    }
    hasBacktrace = report != nil
    return report?.place(below: settings.stagedFolder.path)
  }

  /// The result of a check that the child never reached, although nothing else kept it busy.
  func neverBegan(_ check: GradedCheck) -> CheckResult {
    if wasTamperedWith { return CheckResult(check: check, verdict: .tampered, message: Self.tampering) }
    let tail = reader.printed.lines.suffix(3).joined(separator: " / ")
    return CheckResult(
      check: check, verdict: .graderError,
      message: "the suite did not reach this check" + (tail.isEmpty ? "" : "; it printed: \(tail)"))
  }
}
