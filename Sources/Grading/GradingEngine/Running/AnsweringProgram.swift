import ChildProcesses
import Foundation
import GradingProtocol

/// The student's code as the judge sees it: always available, in a process that is started when needed and
/// restarted after it has ended.
final class AnsweringProgram {
  private var settings: RunSettings
  private let checkCount: Int
  private var child: AnsweringChild?
  private var secondsLeft = 0.0
  private var secondsLeftForAll: Double
  private var lateTasks: Set<Int> = []
  private var task = 0
  private var printedBefore = ""
  /// Why the last call of the running check had no answer.
  private(set) var loss: AnswerLoss?

  /// A program for so many checks.
  init(_ settings: RunSettings, checkCount: Int) {
    self.settings = settings
    self.checkCount = checkCount
    secondsLeft = settings.secondsPerCheck
    secondsLeftForAll = settings.secondsForAll
  }

  deinit { child?.end() }

  /// A new check has its full time; one of a task that has already timed out has little, because a function
  /// with an endless loop is likely to be called again.
  func beginCheck(of task: Int) {
    self.task = task
    secondsLeft = lateTasks.contains(task) ? min(0.5, settings.secondsPerCheck) : settings.secondsPerCheck
    child?.beginCheck(seconds: secondsLeft)
    printedBefore = ""
    loss = nil
  }

  /// The end of what the student's code printed during the running check.
  var printed: String { child.map { StudentOutput.text($0.printed) } ?? printedBefore }

  /// Forwards a frame of the judge, and returns the reply: a frame of the student, or a notice that there is
  /// none.
  ///
  /// - Throws: `Complaint` if the process cannot be started.
  func answer(_ frame: Frame) throws -> Frame {
    // After a loss the judge can ask once more in the same check; nothing new is started for that.
    guard loss == nil else { return Frame(.gone) }
    guard secondsLeftForAll > 0 else {
      loss = AnswerLoss(ofAll: settings.secondsForAll)
      return Frame(.gone)
    }
    let child = try self.child ?? AnsweringChild(settings, checkCount: checkCount, secondsLeft: secondsLeft)
    self.child = child
    let start = Date()
    let reply = child.exchange(frame)
    secondsLeftForAll -= Date().timeIntervalSince(start)
    if case .frame(let answer) = reply { return answer }
    loss = AnswerLoss(reply, of: child, after: secondsLeft, settings)
    printedBefore = StudentOutput.text(child.printed)
    child.end()
    self.child = nil
    if loss?.verdict == .timedOut {
      lateTasks.insert(task)
      locate(frame)
      settings.secondsPerCheck = min(settings.secondsPerCheck, settings.secondsOnceLate)
    }
    return Frame(.gone)
  }

  /// A backtrace that falls into a small function of the library misses the line that called it: the same
  /// call in a new process, stopped at another moment, can reveal the line.
  private func locate(_ frame: Frame) {
    while frame.kind == .call, let late = loss, late.place == nil, late.hasBacktrace,
      settings.locatingTries > 0
    {
      settings.locatingTries -= 1
      let seconds = settings.secondsToLocate
      guard let again = try? AnsweringChild(settings, checkCount: 1, secondsLeft: seconds) else { return }
      defer { again.end() }
      guard again.exchange(frame) == .late else { return }
      loss?.place = AnswerLoss(.late, of: again, after: seconds, settings).place
    }
  }
}
