import ChildProcesses
import Formats
import Foundation

/// The kernel's side of the process that holds the cells' state.
package final class HolderProcess {
  /// What it tells.
  package enum Event {
    case output(OutputEvent)
    case errorText(String)
    /// The cell waits for a line from ``send(line:)``.
    case wantsLine
    /// The cell ended well.
    case done
    /// The cell's library could not be loaded, for the given reason.
    case refused(String)
    /// The cell did not come back, and the state is the one before it; with the runtime's report and its last words,
    /// if it had any.
    case restored(CrashReport?, lastWords: String?)
    /// The process and its copy have gone, and the state with them.
    case lost
  }

  private let child: ChildProcess
  private let crashFile: URL
  private let keepsCopies: Bool
  private var lines: LineReader
  private var splitter: OutputSplitter
  private var lastWords = TrapMessageFilter()
  private var errorBytes = OutputSplitter(word: UUID().uuidString)
  /// The process in which the cell runs; the copy of a lost one has another id than the child.
  private var runner: pid_t?
  private var isToBeStopped = false

  /// Starts the process.
  ///
  /// - Parameters:
  ///   - executable: the command, which has the library in it.
  ///   - folder: where the runtime leaves its report of a crash.
  ///   - more: what the cells find in their environment beside what is in this process's own.
  ///   - keepsCopies: whether ``stepBack()`` is to be possible.
  package init(
    executable: URL, folder: URL, environment more: [String: String] = [:], keepsCopies: Bool = false
  ) throws {
    let word = UUID().uuidString
    splitter = OutputSplitter(word: word)
    crashFile = folder.appendingPathComponent("crash.json")
    var environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
    environment["COURSE_OUTPUT_STREAM"] = word
    // The copy of a process that holds the state is made without starting a program anew, which Apple's runtime of
    // Objective-C refuses to go on from unless it is told otherwise.
    environment["OBJC_DISABLE_INITIALIZE_FORK_SAFETY"] = "YES"
    environment[CrashReport.variable] = CrashReport.settings(output: crashFile)
    child = try ChildProcess(
      ChildCommand(
        [executable.path, StateHolder.word], environment: environment,
        directory: FileManager.default.currentDirectoryPath, keepsErrorsApart: true))
    lines = LineReader(child.line)
    self.keepsCopies = keepsCopies
    if keepsCopies { tell("keep") }
  }

  /// What to wait for; output only where somebody can take it.
  package func polls(withOutput: Bool) -> [pollfd] {
    let descriptors = [child.line] + (withOutput ? [child.output, child.errors ?? -1] : [])
    return descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  }

  /// Lets a cell run.
  package func run(_ cell: CompiledCell) {
    try? FileManager.default.removeItem(at: crashFile)
    isToBeStopped = false
    runner = nil
    tell("\(cell.entry) \(cell.library.path)")
  }

  /// Sends the cell its line of input; `nil` if there is none.
  package func send(line: String?) {
    tell(line.map { StateHolder.inputWord + " " + $0.replacingOccurrences(of: "\n", with: " ") } ?? "no line")
  }

  private func tell(_ request: String) {
    // A process that no longer takes what it is told is given up, which the next look finds.
    if !child.send("\(request)\n") { child.endWithDescendants() }
  }

  /// Ends the cell that runs; the state before it stays.
  package func stopCell() {
    isToBeStopped = true
    if let runner { kill(runner, SIGKILL) }
  }

  /// Goes back to the state before the last cell that ended well, which the next event says.
  package func stepBack() {
    if let runner { kill(runner, SIGKILL) }
  }

  /// What it has told since the last call, in order: what was printed before an end comes before it.
  ///
  /// - Parameter withOutput: whether somebody can take output now; at a cell's end it is taken all the same.
  package func events(withOutput: Bool) -> [Event] {
    var ends: [Event] = []
    for case .whole(let line) in lines.takeLines() {
      if let event = event(String(decoding: line, as: UTF8.self)) { ends.append(event) }
    }
    if !lines.isOpen { ends.append(.lost) }
    guard withOutput || !ends.isEmpty else { return [] }
    let output = splitter.take(child.takeOutput())
    let errors = errorBytes.take(child.takeErrors()).map { piece in
      guard case .text(let text) = piece else { return Event.errorText("") }
      return .errorText(lastWords.passOn(text))
    }
    // A cell that waits for a line continues afterward.
    let goesOn = ends.allSatisfy { if case .wantsLine = $0 { true } else { false } }
    let rest = goesOn ? [] : splitter.finish()
    return (output + rest).map(Event.output) + errors + (goesOn ? ends : ends.flatMap(withTrapMessage))
  }

  /// Whether it has gone, or has gone back, since the last cell and unasked: its state is not the one that was left.
  package func hasChanged() -> Bool {
    events(withOutput: true).contains { event in
      switch event {
      case .restored, .lost: true
      case .output, .errorText, .wantsLine, .done, .refused: false
      }
    }
  }

  private func event(_ line: String) -> Event? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch words.first {
    case "began":
      runner = words.count > 1 ? pid_t(words[1]) : nil
      if isToBeStopped { stopCell() }
      return nil
    // A cell that ended before it could be stopped is taken back all the same, where that can be done.
    case StateHolder.inputWord: return .wantsLine
    case "done": return keepsCopies && isToBeStopped ? nil : .done
    case "refused": return .refused(words.count > 1 ? words[1] : "")
    case "restored":
      runner = words.count > 1 ? pid_t(words[1]) : nil
      return .restored(CrashReport(contentsOf: crashFile), lastWords: nil)
    default: return nil
    }
  }

  private func withTrapMessage(_ end: Event) -> [Event] {
    let held = lastWords.take()
    if case .restored(let crash, _) = end { return [.restored(crash, lastWords: held.reason)] }
    return held.text.isEmpty ? [end] : [.errorText(held.text), end]
  }
}
