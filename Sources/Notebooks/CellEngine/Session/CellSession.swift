import Formats
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The cells of one program, which have run and whose state is kept as it was before each of them: after a change only
/// the first cell that changed and those behind it run again, and only those that may use what changed are compiled.
public final class CellSession {
  /// The cells that have run, each with its source and what it showed.
  private(set) var finished: [(source: String, outputs: [CellOutput])] = []
  private let library: KernelLibrary
  private let environment: [String: String]
  package let compiler: CellCompiler
  private var holder: HolderProcess
  package var built: [Int: BuiltCell] = [:]
  package var compiling: CompilingCell?

  /// A session without cells.
  ///
  /// - Parameters:
  ///   - executable: the command in its build folder, which has the library in it.
  ///   - environment: what the cells find in their environment beside what is in this process's own.
  /// - Throws: `Complaint` where the course is not built there, or nothing can be started or written.
  public init(executable: URL, environment: [String: String] = [:]) throws {
    self.environment = environment
    library = try KernelLibrary(executable: executable)
    compiler = try CellCompiler(library, in: SessionFolder.make())
    holder = try Self.holder(library, compiler, environment)
  }

  private static func holder(
    _ library: KernelLibrary, _ compiler: CellCompiler, _ environment: [String: String]
  ) throws -> HolderProcess {
    try HolderProcess(
      executable: library.executable, folder: compiler.folder, environment: environment, keepsCopies: true)
  }

  deinit { try? FileManager.default.removeItem(at: compiler.folder) }

  /// What the cells showed that have run, in order.
  public var outputs: [[CellOutput]] { finished.map(\.outputs) }

  /// Runs the cells of a program that have not run as they are now.
  ///
  /// - Parameters:
  ///   - sources: all cells of the program, in order.
  ///   - isOutdated: asked many times a second: whether the program has changed again, so that the rest need not run.
  ///   - didRun: called with the place of each cell that has run, counted from 0.
  /// - Returns: whether all have run.
  /// - Throws: ``CellStop`` where a cell does not come to its end; the cells before it stay as they are. And what
  ///   `didRun` throws.
  public func run(
    _ sources: [String], isOutdated: () -> Bool, didRun: (Int) throws -> Void
  ) throws -> Bool {
    let plans = CellPlan.all(sources)
    try goBack(to: zip(finished, sources).prefix { $0.source == $1 }.count)
    for plan in plans.dropFirst(finished.count) {
      try startCompiling(plan)
      guard let cell = try finishCompiling(plan, isOutdated) else { return false }
      // While a cell runs, the next one is compiled.
      if plan.index + 1 < plans.count { try startCompiling(plans[plan.index + 1]) }
      guard let outputs = try run(cell, at: plan.index, isOutdated) else { return false }
      finished.append((plan.source, outputs))
      try didRun(plan.index)
    }
    return true
  }

  /// Ends the process with the state and begins with none.
  private func restart() throws {
    finished = []
    holder = try Self.holder(library, compiler, environment)
  }

  /// Goes back to the state after so many cells.
  private func goBack(to count: Int) throws {
    while finished.count > count {
      holder.stepBack()
      var end: HolderProcess.Event?
      while end == nil { end = events().first { $0 == .restored(lastWords: nil) || $0 == .lost } }
      if end == .lost { return try restart() }
      finished.removeLast()
    }
  }

  /// Runs a compiled cell; `nil` where it was stopped because it is outdated.
  private func run(_ cell: BuiltCell, at index: Int, _ isOutdated: () -> Bool) throws -> [CellOutput]? {
    var outputs: [CellOutput] = []
    var isStopped = false
    holder.run(cell.entry, in: cell.library)
    while true {
      for event in events() {
        switch event {
        case .output(let output): outputs.add(output)
        case .errorText: break
        // A cell that ended before it could be stopped is taken back all the same.
        case .done: if !isStopped { return outputs }
        case .restored(let lastWords):
          if isStopped { return nil }
          throw CellStop(holder.crash, lastWords: lastWords, in: index)
        case .refused(let reason):
          try restart()
          throw CellStop(.failed, cell: index, reason: "it cannot be loaded: \(reason)")
        case .lost:
          try restart()
          throw CellStop(.failed, cell: index, reason: "the process that held the variables has ended")
        }
      }
      guard !isStopped, isOutdated() else { continue }
      isStopped = true
      holder.stopCell()
    }
  }

  /// What the process has told, after a short wait where there is nothing yet.
  private func events() -> [HolderProcess.Event] {
    var polls = holder.polls(withOutput: true)
    _ = poll(&polls, nfds_t(polls.count), 20)
    return holder.events(withOutput: true)
  }
}
