import ChildProcesses
import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kernel's side of the process that holds the cells' state.
package final class HolderProcess {
  /// What it tells.
  package enum Event: Equatable {
    case output(CellOutput)
    case errorText(String)
    /// The cell ended well.
    case done
    /// The cell's library could not be loaded, for the given reason.
    case refused(String)
    /// The cell did not come back, and the state is the one before it; with the runtime's last words, if it had any.
    case restored(lastWords: String?)
    /// The process and its copy have gone, and the state with them.
    case lost
  }

  private let child: ChildProcess
  private let crashFile: URL
  private var lines: [UInt8] = []
  private var splitter: OutputSplitter
  private var lastWords = LastWords()
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
    environment[CrashReport.variable] = CrashReport.settings(output: crashFile)
    child = try ChildProcess(
      ChildCommand(
        [executable.path, StateHolder.word], environment: environment,
        directory: FileManager.default.currentDirectoryPath, keepsErrorsApart: true))
    if keepsCopies { tell("keep") }
  }

  /// What to wait for; output only where somebody can take it.
  package func polls(withOutput: Bool) -> [pollfd] {
    let descriptors = [child.line] + (withOutput ? [child.output, child.errors ?? -1] : [])
    return descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  }

  /// Lets a cell run: a function of a library.
  package func run(_ entry: String, in library: URL) {
    try? FileManager.default.removeItem(at: crashFile)
    isToBeStopped = false
    runner = nil
    tell("\(entry) \(library.path)")
  }

  private func tell(_ request: String) {
    let bytes = Array("\(request)\n".utf8)
    _ = bytes.withUnsafeBytes { write(child.line, $0.baseAddress, $0.count) }
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
    let received = Self.available(child.line)
    lines += received ?? []
    var ends: [Event] = []
    while let end = lines.firstIndex(of: UInt8(ascii: "\n")) {
      if let event = event(String(decoding: lines[..<end], as: UTF8.self)) { ends.append(event) }
      lines.removeFirst(end + 1)
    }
    if received == nil { ends.append(.lost) }
    guard withOutput || !ends.isEmpty else { return [] }
    let output = splitter.take(Self.available(child.output) ?? [])
    let errors = errorBytes.take(child.errors.flatMap { Self.available($0) } ?? []).map { piece in
      guard case .text(let text) = piece else { return Event.errorText("") }
      return .errorText(lastWords.passOn(text))
    }
    let rest = ends.isEmpty ? [] : splitter.finish()
    return (output + rest).map(Event.output) + errors + ends.flatMap(withLastWords)
  }

  /// The runtime's report of the crash that the last cell came to.
  package var crash: CrashReport? { CrashReport(contentsOf: crashFile) }

  private func event(_ line: String) -> Event? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch words.first {
    case "began":
      runner = words.count > 1 ? pid_t(words[1]) : nil
      if isToBeStopped { stopCell() }
      return nil
    case "done": return .done
    case "refused": return .refused(words.count > 1 ? words[1] : "")
    case "restored":
      runner = words.count > 1 ? pid_t(words[1]) : nil
      return .restored(lastWords: nil)
    default: return nil
    }
  }

  private func withLastWords(_ end: Event) -> [Event] {
    let held = lastWords.take()
    if case .restored = end { return [.restored(lastWords: held.reason)] }
    return held.text.isEmpty ? [end] : [.errorText(held.text), end]
  }

  /// What can be read at once, at most some megabytes; `nil` where the other end is closed.
  package static func available(_ descriptor: Int32) -> [UInt8]? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while all.count < 4 << 20 {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        all += buffer[..<count]
      } else if count < 0, errno == EINTR {
        continue
      } else {
        return count == 0 && all.isEmpty ? nil : all
      }
    }
    return all
  }
}
