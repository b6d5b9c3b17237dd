import ChildProcesses
import Foundation

/// The kernel's side of the process that knows symbols. It never blocks: each question has a deadline and a closure, which
/// receives the answer or, at the deadline, `nil`.
final class SymbolHelper {
  private let executable: URL
  private let toolchain: String
  private let folder: URL
  private var running: (child: ChildProcess, lines: LineReader)?
  /// The open questions, the current one first.
  private var waiting: [Waiting] = []
  private var isAsked = false

  private struct Waiting {
    let question: SymbolQuestion
    let deadline: Date
    /// `nil` after the deadline.
    var tell: ((SymbolAnswer?) -> Void)?
  }

  init(executable: URL, toolchain: String, folder: URL) {
    self.executable = executable
    self.toolchain = toolchain
    self.folder = folder
  }

  /// Whether every question is answered.
  var isIdle: Bool { waiting.isEmpty }

  /// What to wait for.
  var polls: [pollfd] {
    running.map { [$0.lines.poll, pollfd(fd: $0.child.output, events: Int16(POLLIN), revents: 0)] } ?? []
  }

  /// The earliest deadline.
  var nextDeadline: Date? { waiting.filter { $0.tell != nil }.map(\.deadline).min() }

  /// Asks about a place in a source text.
  ///
  /// - Parameters:
  ///   - seconds: the time until the deadline.
  ///   - tell: called once, with the answer or `nil`.
  func ask(_ question: SymbolQuestion, within seconds: Double, tell: @escaping (SymbolAnswer?) -> Void) {
    waiting.append(Waiting(question: question, deadline: Date() + seconds, tell: tell))
    work()
  }

  /// Handles answers and deadlines, and sends the next question.
  func work() {
    takeAnswers()
    if running?.child.poll() != nil { giveUp() }
    let now = Date()
    for index in waiting.indices where waiting[index].deadline <= now { tell(index, nil) }
    // Expired questions are dropped, except the current one, whose answer still has to be read.
    let begun = isAsked ? waiting.prefix(1) : []
    waiting = begun + waiting.dropFirst(begun.count).filter { $0.tell != nil }
    if !isAsked, !waiting.isEmpty { askNext() }
  }

  private func takeAnswers() {
    guard case (let child, var lines)? = running else { return }
    // The toolchain's log must not fill the pipe.
    _ = child.takeOutput()
    var polls = [lines.poll]
    guard poll(&polls, 1, 0) > 0 else { return }
    let arrived = lines.takeLines()
    running?.lines = lines
    for case .whole(let line) in arrived where isAsked {
      isAsked = false
      // Removed first: the closure can ask the next question.
      waiting.removeFirst().tell?(try? JSONDecoder().decode(SymbolAnswer.self, from: line))
    }
    if !lines.isOpen { giveUp() }
  }

  private func askNext() {
    // The toolchain explains only symbols of a file that exists.
    guard let question = waiting.first?.question,
      (try? Data(question.source.utf8).write(to: URL(fileURLWithPath: question.file))) != nil,
      let json = try? JSONEncoder().encode(question), start(),
      running?.child.send(String(decoding: json, as: UTF8.self) + "\n") == true
    else { return giveUp() }
    isAsked = true
  }

  /// Ends the process and answers all open questions with `nil`; the next question starts another process.
  private func giveUp() {
    running = nil
    isAsked = false
    for index in waiting.indices { tell(index, nil) }
    waiting = []
  }

  private func tell(_ index: Int, _ answer: SymbolAnswer?) {
    let tell = waiting[index].tell
    waiting[index].tell = nil
    tell?(answer)
  }

  /// Starts the process where it does not run; `false` where it cannot be started.
  private func start() -> Bool {
    let command = ChildCommand(
      [executable.path, SymbolServer.word, toolchain], environment: ProcessInfo.processInfo.environment,
      directory: folder.path)
    if running == nil {
      running = (try? ChildProcess(command)).map { ($0, LineReader($0.line, limit: 16 << 20)) }
    }
    return running != nil
  }
}
