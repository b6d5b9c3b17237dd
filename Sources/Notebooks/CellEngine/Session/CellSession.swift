import Formats
import Foundation

/// The cells of one program, which have run and whose state is kept as it was before each of them: after a change only
/// the first cell that changed and those behind it run again, and only those that may use what changed are compiled.
public final class CellSession {
  /// The cells that have run, each with its source and what it showed.
  private(set) var finished: [(source: String, outputs: [CellOutput])] = []
  private let library: CellLibrary
  private let environment: [String: String]
  private let compiler: CellCompiler
  private var holder: HolderProcess
  /// The cells that have been compiled, by their places.
  private(set) var built: [Int: BuiltCell] = [:]
  /// The cell that is being compiled, or was so last, and the key under which.
  private var latest: (key: [UInt8], run: CellRun)?

  /// A cell's library, with what it was made of.
  struct BuiltCell {
    /// All that the compiler read of the program, as a hash.
    let key: [UInt8]
    /// What the compiler reads of it for a later cell, as a hash.
    let interface: [UInt8]
    let compiled: CompiledCell
  }

  /// A session without cells.
  ///
  /// - Parameters:
  ///   - executable: the command in its build folder, which has the library in it.
  ///   - environment: what the cells find in their environment beside what is in this process's own.
  /// - Throws: `Complaint` where the course is not built there, or nothing can be started or written.
  public init(executable: URL, environment: [String: String] = [:]) throws {
    self.environment = environment
    library = try CellLibrary(executable: executable)
    compiler = try CellCompiler(library, in: SessionFolder.make())
    holder = try HolderProcess(
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
  /// - Throws: ``CellFailure`` where a cell does not come to its end; the cells before it stay as they are, unless the
  ///   state is lost. And what `didRun` throws.
  public func run(
    _ sources: [String], isOutdated: () -> Bool, didRun: (Int) throws -> Void
  ) throws -> Bool {
    let plans = CellPlan.all(sources)
    if holder.hasChanged() { try restart() }
    try goBack(to: zip(finished, sources).prefix { $0.source == $1 }.count)
    for plan in plans.dropFirst(finished.count) {
      guard var run = try compiled(plan, isOutdated) else { return false }
      // While a cell runs, the next one is compiled.
      if plan.number < plans.count { startCompiling(plans[plan.number]) }
      let outputs = toItsEnd(&run, isOutdated)
      if case .ended(let stop?) = run.step {
        if stop.kind == .interrupted { return false }
        if stop.kind == .stateLost { try restart() }
        throw stop
      }
      finished.append((plan.source, outputs))
      try didRun(plan.index)
    }
    return true
  }

  /// Ends the process with the state and begins with none.
  private func restart() throws {
    finished = []
    holder = try HolderProcess(
      executable: library.executable, folder: compiler.folder, environment: environment, keepsCopies: true)
  }

  /// Goes back to the state after so many cells.
  private func goBack(to count: Int) throws {
    while finished.count > count {
      holder.stepBack()
      var isBack = false
      while !isBack {
        wait(holder.polls(withOutput: true))
        for event in holder.events(withOutput: true) {
          if case .lost = event { return try restart() }
          if case .restored = event { isBack = true }
        }
      }
      finished.removeLast()
    }
  }

  /// Runs a compiled cell, or stops it where it is outdated.
  private func toItsEnd(_ run: inout CellRun, _ isOutdated: () -> Bool) -> [CellOutput] {
    var pile = OutputPile()
    run.begin(on: holder)
    while case .running = run.step {
      wait(run.polls(holder))
      for event in run.advance(compiler, holder) {
        if case .output(let output) = event { pile.add(output) }
        // A woven chapter has no user.
        if case .wantsLine = event { holder.send(line: nil) }
      }
      if isOutdated() { run.stop(on: holder) }
    }
    return pile.visible
  }

  private func wait(_ polls: [pollfd]) {
    var polls = polls
    _ = poll(&polls, nfds_t(polls.count), 20)
  }
}

extension CellSession {
  /// Starts to compile a cell, whose predecessors are compiled, unless it has been compiled or is being so.
  private func startCompiling(_ plan: CellPlan) {
    let key = key(of: plan)
    guard built[plan.index]?.key != key, latest?.run.plan.index != plan.index || latest?.key != key else {
      return
    }
    // With the last reference to it, what is outdated ends before the next one writes to its files.
    latest = nil
    built[plan.index] = nil
    var run = CellRun(plan, showsLastValue: false)
    run.advance(compiler, holder)
    latest = (key, run)
  }

  /// Waits for a cell to be compiled; `nil` where it is outdated before.
  ///
  /// - Throws: ``CellFailure`` where the compiler does not take it.
  private func compiled(_ plan: CellPlan, _ isOutdated: () -> Bool) throws -> CellRun? {
    startCompiling(plan)
    if let cell = built[plan.index] { return CellRun(plan, cell.compiled) }
    while let run = latest?.run, case .compiling = run.step {
      wait(run.polls(holder))
      latest?.run.advance(compiler, holder)
      if case .compiling = latest?.run.step, isOutdated() { return nil }
    }
    guard let (key, run) = latest else { return nil }
    latest = nil
    if case .ended(let stop?) = run.step { throw stop }
    if case .compiled(let cell) = run.step {
      built[plan.index] = BuiltCell(key: key, interface: try interface(of: plan), compiled: cell)
    }
    return run
  }

  private func key(of plan: CellPlan) -> [UInt8] {
    hash([Array(plan.prelude.utf8), Array(plan.source.utf8)], plan)
  }

  /// Its module, and those in turn from which that has types or functions: a type's size is in what uses the type.
  private func interface(of plan: CellPlan) throws -> [UInt8] {
    let file = compiler.folder.appendingPathComponent("\(plan.module).swiftmodule")
    return hash([Array(try Data(contentsOf: file))], plan)
  }

  /// A hash of some parts and of all that a cell reads of earlier ones.
  private func hash(_ parts: [[UInt8]], _ plan: CellPlan) -> [UInt8] {
    var hash = SHA256()
    for part in parts + plan.needs.map({ built[$0]?.interface ?? [] }) { hash.add(part: part) }
    return hash.bytes
  }
}
