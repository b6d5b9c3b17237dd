import CourseCatalog
import GradingProtocol

/// Turns the results of checks into points. The points never leave the engine's own process.
public enum Scorer {
  /// The report of a unit, or of one task of it: a task's points are shared by its checks in proportion to
  /// their weights (``GradedCheck/weight``), in integers.
  public static func report(
    on unit: CourseUnit, _ results: [CheckResult], only task: CourseTask? = nil
  ) -> UnitReport {
    let tasks = task.map { [$0] } ?? unit.tasks
    let own = tasks.map { task in results.filter { $0.check.taskNumber == task.number } }
    let verdicts = Dictionary(
      uniqueKeysWithValues: zip(tasks, own).map { ($0.number, Self.verdict(of: $1)) })
    return UnitReport(
      unit: unit.number,
      tasks: zip(tasks, own).map { task, results in
        let counsel = Counsel(task, of: unit.tasks, verdicts)
        return Self.report(on: task, results.map(counsel.advised), found: results)
      })
  }

  private static func report(
    on task: CourseTask, _ advised: [(result: CheckResult, knows: Advice.Kind?)], found: [CheckResult]
  ) -> TaskReport {
    let results = advised.map(\.result)
    let verdict = verdict(of: results)
    let speaker = speaker(for: verdict, advised)
    return TaskReport(
      id: task.id, name: task.name, verdict: verdict, score: points(of: task, results),
      maxScore: Double(task.points), message: message(for: verdict, speaker),
      hint: hint(for: verdict, task, found.first { $0.check == speaker?.check }), checks: results)
  }

  /// Whole points: all if every check passes, none if none does, and otherwise in proportion to the weight of
  /// the passed checks, but neither all nor none.
  static func points(of task: CourseTask, _ results: [CheckResult]) -> Double {
    func weight(_ results: [CheckResult]) -> Int { results.reduce(0) { $0 + $1.check.weight } }
    let (passed, all) = (weight(results.filter { $0.verdict == .passed }), weight(results))
    if passed == 0 { return 0 }
    if passed == all { return Double(task.points) }
    // In integers, so no share is rounded twice.
    return Double(max(1, min((2 * task.points * passed + all) / (2 * all), task.points - 1)))
  }

  /// The most severe verdict. A task counts as not started only if all its checks do; if some checks have an
  /// answer and some hit a stub, a required part is missing, which is a failure.
  private static func verdict(of results: [CheckResult]) -> Verdict {
    guard let mostSevere = results.map(\.verdict).max(by: { $0.severity < $1.severity }) else {
      return .graderError
    }
    let isMixed = mostSevere == .notStarted && results.contains { $0.verdict == .passed }
    return isMixed ? .failed : mostSevere
  }

  /// The check that represents the task: one that identifies the mistake, or else, of those with the task's
  /// verdict, the most informative; of equals the first.
  private static func speaker(
    for verdict: Verdict, _ advised: [(result: CheckResult, knows: Advice.Kind?)]
  ) -> CheckResult? {
    if verdict == .passed { return nil }
    let open = advised.filter { $0.result.verdict != .passed }
    // A check that identifies the mistake is more informative than one that crashed because of it.
    if [.failed, .crashed, .timedOut, .outOfMemory].contains(verdict),
      let known = open.first(where: { $0.knows == .known })
    {
      return known.result
    }
    let alike = open.filter { $0.result.verdict == verdict }
    let all = alike.isEmpty ? open : alike
    func rank(_ knows: Advice.Kind?) -> Int { knows == .likely ? 1 : 0 }
    guard let most = all.map({ rank($0.knows) }).max() else { return nil }
    return all.first { rank($0.knows) == most }?.result
  }

  private static func message(for verdict: Verdict, _ speaker: CheckResult?) -> String? {
    if verdict == .passed { return nil }
    guard let speaker else { return "there is no check for this task" }
    let place = speaker.place.map { "\($0): " } ?? ""
    let text = speaker.message ?? speaker.verdict.words
    return text.hasPrefix(place) ? text : place + text
  }

  /// The hint of the task that shares most words with the message; of equals the gentlest. The last hint is
  /// excluded, because it is nearly the answer. A compile or call error needs no hint.
  private static func hint(for verdict: Verdict, _ task: CourseTask, _ speaker: CheckResult?) -> String? {
    let isHelped: Set<Verdict> = [.failed, .notStarted, .crashed, .timedOut, .outOfMemory]
    guard isHelped.contains(verdict), let first = task.hints.first else { return nil }
    guard verdict == .failed, let speaker else { return first }
    let said = words(in: speaker.check.title + " " + (speaker.message ?? ""))
    let gentle = task.hints.count > 2 ? task.hints.dropLast() : task.hints[...]
    let shared = gentle.map { words(in: $0).intersection(said).count }
    let most = shared.max() ?? 0
    return zip(gentle, shared).first { $1 == most }?.0 ?? first
  }

  /// The words that carry the meaning of a sentence: the longer ones, and names such as W_hh.
  private static func words(in text: String) -> Set<String> {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { String($0) }
    return Set(words.filter { $0.count > 4 || $0.contains("_") }.map { $0.lowercased() })
  }
}

extension TaskReport {
  /// The check whose words are the task's message; `nil` if the task passed.
  public var speaker: CheckResult? {
    guard verdict != .passed else { return nil }
    let said = checks.first { check in
      check.verdict != .passed && (message?.hasSuffix(check.message ?? check.verdict.words) ?? false)
    }
    return said ?? checks.first { $0.verdict == verdict } ?? checks.first { $0.verdict != .passed }
  }
}

/// The addition to a check's message, which depends on how the other tasks ended in this run.
private struct Counsel {
  let task: CourseTask
  let tasks: [CourseTask]
  let verdicts: [Int: Verdict]

  init(_ task: CourseTask, of tasks: [CourseTask], _ verdicts: [Int: Verdict]) {
    self.task = task
    self.tasks = tasks
    self.verdicts = verdicts
  }

  /// A result with its final message, and how informative that is.
  func advised(_ result: CheckResult) -> (result: CheckResult, knows: Advice.Kind?) {
    var advised = result
    advised.advice = nil
    guard result.verdict == .failed, let message = result.message else { return (advised, nil) }
    let advice = (result.advice ?? []).filter { isOpen($0.task) }
    let said = advice.first { $0.kind != .hint } ?? ground ?? advice.first
    advised.message = message + (said.map(\.continuation) ?? "")
    return (advised, said?.kind)
  }

  private func isOpen(_ task: Int?) -> Bool { task.map { verdicts[$0] != .passed } ?? true }

  /// The deepest of the tasks below that did not pass: no answer that needs it can be correct, nor any task
  /// between.
  private var ground: Advice? {
    func open(below task: CourseTask) -> String? {
      let id = task.dependsOn.first { verdicts[CourseTask.number(of: $0)].map { $0 != .passed } ?? false }
      guard let id, let next = tasks.first(where: { $0.id == id }) else { return id }
      return open(below: next) ?? id
    }
    let below = open(below: task)
    guard let below else { return nil }
    let state = verdicts[CourseTask.number(of: below)] == .notStarted ? "written" : "right"
    return Advice("It builds on task \(below), which is not \(state) yet: correct that first.", .hint)
  }
}
