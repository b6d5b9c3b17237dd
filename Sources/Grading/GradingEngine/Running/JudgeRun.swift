import ChildProcesses
import Foundation
import GradingProtocol

/// One life of the judge: the process that holds the suite and none of the student's code. It reports which
/// check begins and how it ended; its calls are forwarded to the answering process, and the answers back.
struct JudgeRun {
  private let settings: RunSettings
  private let expected: [String: GradedCheck]
  private let judge: ChildProcess
  private var reader: ChildReader
  private var cutter = FrameCutter()
  private let answers: AnsweringProgram
  private var running: GradedCheck?
  private var results: [String: CheckResult] = [:]
  private var deadline: Date

  /// Starts the judge's process on some checks. It announces the first one and waits for a reply.
  static func start(_ settings: RunSettings, _ checks: [GradedCheck]) throws -> ChildProcess {
    var environment = settings.judgesEnvironment
    environment[FrameLine.variable] = "3"
    var limits = settings.limits
    limits.processorSeconds = Int(settings.secondsForTheJudge) * (checks.count + 1)
    return try ChildProcess(
      ChildCommand(
        settings.judge + [checks.map(\.identifier).joined(separator: ",")], environment: environment,
        directory: settings.scratch.path, limits: limits,
        isolation: settings.isolation(of: settings.judge, writing: [])))
  }

  /// The run of a judge that was started on the same checks.
  init(
    _ settings: RunSettings, _ checks: [GradedCheck], asking answers: AnsweringProgram, in judge: ChildProcess
  ) {
    self.settings = settings
    self.answers = answers
    self.judge = judge
    expected = Dictionary(uniqueKeysWithValues: checks.map { ($0.identifier, $0) })
    reader = ChildReader(judge)
    deadline = Date() + settings.secondsToStart
  }

  /// Runs until every check has a result or the judge has ended, and returns what is known.
  mutating func run() throws -> [CheckResult] {
    defer { judge.endWithDescendants() }
    while results.count < expected.count {
      reader.drainOutput()
      cutter.append(reader.takeBytes())
      if let frame = try? cutter.next() {
        try take(frame)
        deadline = Date() + settings.secondsForTheJudge
      } else if judge.poll() != nil || Date() >= deadline
        || judge.exceededLimit(printed: reader.printed.total) != nil
      {
        settleBrokenCheck()
        break
      } else {
        reader.wait(milliseconds: 20)
      }
    }
    return Array(results.values)
  }

  private mutating func take(_ frame: Frame) throws {
    switch frame.kind {
    case .begin:
      running = GradingEvent(frame).flatMap { expected[$0.test] }
      answers.beginCheck(of: running?.taskNumber ?? 0)
      reply(Frame(.receipt))
    case .end:
      if let check = running, let event = GradingEvent(frame), let verdict = event.verdict {
        results[check.identifier] = result(of: check, verdict, event)
      }
      running = nil
      reply(Frame(.receipt))
    default:
      reply(try answers.answer(frame))
    }
  }

  private func result(of check: GradedCheck, _ verdict: Verdict, _ event: GradingEvent) -> CheckResult {
    var result = CheckResult(
      check: check, verdict: verdict, message: event.message?.withoutControls,
      advice: event.advice.map { Advice($0.sentence.withoutControls, $0.kind, task: $0.task) },
      place: verdict == .notStarted ? event.file.map { SourcePlace(file: $0, line: event.line ?? 1) } : nil,
      output: answers.printed)
    switch event.lost {
    case .ended:
      guard let loss = answers.loss else { break }
      (result.verdict, result.message, result.place) = (
        loss.verdict, loss.message.withoutControls, loss.place
      )
    case .missing(let call): result.message = settings.wordsOnMissing(call)
    case nil: break
    }
    return result
  }

  /// The judge holds no student code. If it ends in the middle of a check, an answer had a form the check
  /// does not expect: that answer is wrong.
  private mutating func settleBrokenCheck() {
    guard let check = running else { return }
    results[check.identifier] = CheckResult(
      check: check, verdict: .failed,
      message: "the answer does not have the form that this check needs: look at its shapes and counts",
      output: answers.printed)
    running = nil
  }

  private mutating func reply(_ frame: Frame) {
    var rest = frame.encoded[...]
    while !rest.isEmpty, judge.poll() == nil {
      guard let count = reader.sendSome(rest.prefix(65_536)) else { return }
      rest = rest.dropFirst(count)
      if count == 0 { usleep(200) }
      reader.drainOutput()
    }
  }

  /// The result of a check that the judge never reached.
  func notReached(_ check: GradedCheck) -> CheckResult {
    let tail = reader.printed.lines.suffix(3).joined(separator: " / ")
    return CheckResult(
      check: check, verdict: .graderError,
      message: "the suite did not reach this check" + (tail.isEmpty ? "" : "; it printed: \(tail)"))
  }
}
