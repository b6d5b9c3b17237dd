import Answering
import GradingProtocol

/// The suite's channel for reporting results to the grading engine. Plain `swift test` has none.
struct GradingChannel: Sendable {
  /// The channel of this process.
  static let shared: GradingChannel? = FrameLine.toEngine.map {
    keepStrangersOut()
    flushLinesAtOnce()
    return GradingChannel(line: $0)
  }

  private let line: FrameLine

  /// Without a sandbox a student's process runs as the same user: it must not read the memory of this one.
  private static func keepStrangersOut() {
    #if os(Linux)
      let setDumpable: Int32 = 4
      _ = control(setDumpable, 0, 0, 0, 0)
    #endif
  }

  /// Reports that a check begins, and waits until the engine has recorded it: output of the student's process
  /// from here on belongs to this check.
  func begin(_ test: String) { tell(.begin, GradingEvent(test: test)) }

  /// Reports how a check ended, and waits until the engine has recorded it.
  func end(_ test: String, _ outcome: CheckOutcome) {
    tell(
      .end,
      GradingEvent(
        test: test, verdict: outcome.verdict, message: outcome.message.map(Self.shortened),
        advice: outcome.advice.map { Advice(Self.shortened($0.sentence), $0.kind, task: $0.task) },
        file: outcome.file, line: outcome.line, lost: outcome.lost))
  }

  /// A student's error or value can have a description of any length.
  private static func shortened(_ text: String) -> String {
    let limit = 4000
    return text.utf8.count > limit ? String(text.prefix(limit / 4)) + " …" : text
  }

  private func tell(_ kind: Frame.Kind, _ event: GradingEvent) {
    guard let frame = try? event.frame(kind) else { return }
    _ = line.exchange(frame)
  }
}

#if os(Linux)
  /// Linux's `prctl`, which its headers declare in a way that Swift does not import.
  @_silgen_name("prctl")
  private func control(_ option: Int32, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt) -> Int32
#endif
