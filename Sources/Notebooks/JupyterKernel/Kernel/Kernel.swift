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
  var holder: HolderProcess
  var history = CellHistory()
  var execution: Execution?
  /// Requests on the shell channel that wait for the cell before them.
  var waiting: [KernelMessage] = []
  /// The number of the last cell.
  var cellCount = 0
  /// How many cells have been given to the compiler.
  var moduleCount = 0
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
    symbols = SymbolHelper(executable: library.executable, folder: compiler.folder)
  }

  deinit { try? FileManager.default.removeItem(at: compiler.folder) }

  /// What to wait for.
  var polls: [pollfd] { execution?.run.polls(holder, withOutput: !audience.isCrowded) ?? [] }

  /// Takes what has arrived, and goes on with the cell.
  ///
  /// - Parameter urgent: requests that do not wait for the cell.
  func work(urgent: [KernelMessage], _ requests: [KernelMessage]) {
    urgent.forEach(answer)
    waiting += requests
    advance()
    while execution == nil, !isEnding, !waiting.isEmpty { answer(waiting.removeFirst()) }
    if stream.isOld { flushStream() }
  }
}
