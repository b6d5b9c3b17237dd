import ChildProcesses

/// One cell on its way to its end: compiled, then run by the process that holds the variables.
///
/// Whoever has cells run takes it along: lets it ``advance(_:_:withOutput:)``, shows what that tells, and does what
/// ``step`` then asks for. Where it stands comes of the events that it took and of nothing else.
package struct CellRun {
  /// The form in which a cell is compiled.
  package enum Form {
    /// As the user wrote it; where its last line works something out that nobody uses, that is shown then.
    case asWritten
    /// With the value of its last line shown.
    case showing(LastValue)
    /// As the user wrote it, whatever its last line is.
    case onlyAsWritten
  }

  /// How far a cell is.
  package enum Step {
    case compiling(Form)
    /// Its library waits to be run.
    case compiled(CompiledCell)
    case running
    /// With the reason, where it did not come to its own end.
    case ended(CellFailure?)
  }

  /// What happens to a cell.
  package enum Event {
    /// The compiler cannot be started, for the given reason.
    case notStarted(String)
    case notCompiled(CellDiagnostics)
    /// It is compiled; at the given places a value is not used.
    case compiled(CompiledCell, unused: [CellDiagnostics.Place])
    case begun
    case stopWanted
    case told(HolderProcess.Event)
  }

  package let plan: CellPlan
  package private(set) var step: Step
  private var job: CellCompiler.Job?
  private var isToBeStopped = false

  /// A cell that is to be compiled.
  ///
  /// - Parameter showsLastValue: whether the value of its last line is to be shown where nobody uses it.
  package init(_ plan: CellPlan, showsLastValue: Bool) {
    self.plan = plan
    let showsLastValue = showsLastValue && !LastValue.isWaived(plan.source, line: nil)
    let evident = showsLastValue ? LastValue(evidentIn: plan.source) : nil
    step = .compiling(evident.map(Form.showing) ?? (showsLastValue ? .asWritten : .onlyAsWritten))
  }

  /// A cell that has been compiled before.
  package init(_ plan: CellPlan, _ compiled: CompiledCell) {
    self.plan = plan
    step = .compiled(compiled)
  }

  /// Goes on by what has happened. What comes too late to matter changes nothing.
  package mutating func take(_ event: Event) {
    switch (step, event) {
    case (.compiling, .notStarted(let reason)): step = .ended(.notStarted(plan, reason))
    case (.compiling(.showing), .notCompiled): step = .compiling(.onlyAsWritten)
    case (.compiling, .notCompiled(let said)): step = .ended(.notCompiled(plan, said))
    case (.compiling(let form), .compiled(let cell, let unused)):
      step = .compiled(cell)
      if case .asWritten = form, let value = LastValue(plan.source, unused: unused) {
        step = .compiling(.showing(value))
      }
    case (.compiled, .begun): step = .running
    case (.running, .stopWanted): isToBeStopped = true
    case (.compiling, .stopWanted), (.compiled, .stopWanted):
      job = nil
      step = .ended(.interrupted(plan, wasRunning: false))
    case (.running, .told(.done)): step = .ended(nil)
    case (.running, .told(.refused(let reason))): step = .ended(.notLoaded(plan, reason))
    case (.running, .told(.restored(let crash, let lastWords))):
      step = .ended(
        isToBeStopped ? .interrupted(plan, wasRunning: true) : .crashed(plan, crash, lastWords: lastWords))
    case (.running, .told(.lost)): step = .ended(.stateLost(plan))
    default: break
    }
  }
}

extension CellRun {
  /// Takes in what the compiler or the process has told by now. The compiler is started where that is what comes next.
  ///
  /// - Parameter withOutput: whether somebody can take output now.
  /// - Returns: what the process has told.
  @discardableResult package mutating func advance(
    _ compiler: CellCompiler, _ holder: HolderProcess, withOutput: Bool = true
  ) -> [HolderProcess.Event] {
    if case .running = step {
      let events = holder.events(withOutput: withOutput)
      events.forEach { take(.told($0)) }
      return events
    }
    if let outcome = job?.outcome() {
      job = nil
      take(outcome)
    }
    if case .compiling(let form) = step, job == nil {
      do { job = try compiler.start(plan, form) } catch { take(.notStarted("\(error)")) }
    }
    return []
  }

  /// Has a compiled cell run.
  package mutating func begin(on holder: HolderProcess) {
    guard case .compiled(let cell) = step else { return }
    take(.begun)
    holder.run(cell)
  }

  /// Ends the cell before its time: at once while it is compiled, else as soon as the process says that it has.
  package mutating func stop(on holder: HolderProcess) {
    if case .running = step, !isToBeStopped { holder.stopCell() }
    take(.stopWanted)
  }

  /// What to wait for.
  package func polls(_ holder: HolderProcess, withOutput: Bool = true) -> [pollfd] {
    if case .running = step { return holder.polls(withOutput: withOutput) }
    return job.map { [pollfd(fd: $0.process.output, events: Int16(POLLIN), revents: 0)] } ?? []
  }
}
