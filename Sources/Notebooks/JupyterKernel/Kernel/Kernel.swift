import CellEngine
import Foundation

/// What takes a notebook's requests and answers them: has cells of Swift compiled and run, and tells what they show.
///
/// It never waits: whoever lets it work gives it what has arrived and asks it to go on, again and again.
final class Kernel {
  let audience: any Audience
  let library: CellLibrary
  let compiler: CellCompiler
  let symbols: SymbolHelper
  /// Fills the compiler's store if no earlier cell did.
  private let filling: CellCompiler.Job?
  var holder: HolderProcess
  var history = CellHistory()
  var inputs = InputHistory()
  var execution: Execution?
  /// Requests on the shell channel that wait for the cell before them.
  var waiting: [KernelMessage] = []
  /// The number of the last cell.
  var cellCount = 0
  /// How many cells have been given to the compiler.
  var moduleCount = 0
  /// How many cells have ended.
  var endedCount = 0
  /// The value of `endedCount` when the toolchain last prepared for questions.
  var preparedFor: Int?
  /// When the last cell ended.
  var lastEnd = Date.distantPast
  /// Whether the notebook's user has to enter a line.
  var isAwaitingLine = false
  var stream = StreamBuffer()
  var isEnding = false

  /// A kernel without cells.
  ///
  /// - Parameter executable: the command in its build folder, which has the library in it.
  /// - Throws: `Complaint` where the course is not built there, or nothing can be started or written.
  init(executable: URL, audience: any Audience) throws {
    self.audience = audience
    library = try CellLibrary(executable: executable)
    compiler = try CellCompiler(library, in: SessionFolder.make())
    holder = try HolderProcess(executable: library.executable, folder: compiler.folder)
    symbols = SymbolHelper(
      executable: library.executable, toolchain: compiler.toolchain, folder: compiler.folder)
    filling = library.isStoreFilled ? nil : try? ModuleStore.compiling(by: compiler)
    compiler.standBy()
  }

  deinit { try? FileManager.default.removeItem(at: compiler.folder) }

  /// What to wait for.
  var polls: [pollfd] {
    symbols.polls + (execution?.run.polls(holder, withOutput: !audience.isCrowded) ?? [])
  }

  /// The longest wait, in milliseconds.
  var patience: Int32 {
    if !stream.isEmpty { return 30 }
    let seconds = symbols.nextDeadline?.timeIntervalSinceNow ?? (preparedFor == endedCount ? 0.5 : 0.1)
    return Int32(max(0, min(0.5, seconds)) * 1000) + 1
  }

  /// Takes what has arrived, and goes on with the cell.
  ///
  /// - Parameter urgent: requests that do not wait for the cell.
  func work(urgent: [KernelMessage], _ requests: [KernelMessage]) {
    symbols.work()
    urgent.filter { $0.channel == .input }.forEach(takeInput)
    let urgent = urgent.filter { $0.channel != .input }
    (urgent + requests.filter { Self.questions.contains($0.type) }).forEach(answer)
    waiting += requests.filter { !Self.questions.contains($0.type) }
    advance()
    while execution == nil, !isEnding, !waiting.isEmpty { answer(waiting.removeFirst()) }
    if stream.isOld { flushStream() }
    // Not between two cells of a notebook that runs as a whole.
    if execution == nil, !isEnding, Date() > lastEnd + 0.2 { prepareForQuestions() }
  }
}
