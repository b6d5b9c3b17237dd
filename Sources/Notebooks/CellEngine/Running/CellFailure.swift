import ChildProcesses
import Foundation

/// Why a cell did not come to its end, and where.
public struct CellFailure: Error, Equatable, Sendable {
  /// What happened to it, by the name that a notebook shows.
  public enum Kind: String, Sendable {
    /// The compiler cannot be started.
    case notStarted = "Kernel"
    /// The compiler does not take it.
    case doesNotCompile = "Does not compile"
    /// It compiles but does not fit what is there.
    case cannotBeLoaded = "Cannot be loaded"
    /// Somebody stopped it.
    case interrupted = "Interrupted"
    /// It trapped.
    case crashed = "Crashed"
    /// It ended the process by itself.
    case ended = "Ended"
    /// It took all with it.
    case stateLost = "State lost"
  }

  /// What happened.
  public let kind: Kind
  /// The cell in which it happened, counted from 0: where a function trapped, the function's.
  public let cell: Int
  /// The line of that cell, counted from 1; `nil` where it is not known.
  public let line: Int?
  /// The reason in one line, without a full stop.
  public let reason: String
  /// All that a notebook shows of it.
  package let lines: [String]
}

extension CellFailure {
  private init(_ kind: Kind, _ plan: CellPlan, line: Int? = nil, _ reason: String, _ lines: [String]) {
    self.init(kind: kind, cell: plan.index, line: line, reason: reason, lines: lines)
  }

  static func notStarted(_ plan: CellPlan, _ reason: String) -> CellFailure {
    CellFailure(.notStarted, plan, reason, [reason])
  }

  static func notCompiled(_ plan: CellPlan, _ said: CellDiagnostics) -> CellFailure {
    CellFailure(.doesNotCompile, plan, line: said.errorLine, said.firstError, said.lines)
  }

  static func notLoaded(_ plan: CellPlan, _ reason: String) -> CellFailure {
    let advice = "It may name a library that is not linked with the course."
    return CellFailure(
      .cannotBeLoaded, plan, reason, ["The cell was compiled but cannot be loaded: \(reason)", advice])
  }

  static func interrupted(_ plan: CellPlan, wasRunning: Bool) -> CellFailure {
    let lines =
      wasRunning
      ? restored(plan, "Interrupted. Everything is as it was before this cell.")
      : ["Interrupted. It was not yet running."]
    return CellFailure(.interrupted, plan, "the cell was stopped", lines)
  }

  /// A cell that trapped, or ended the process by itself.
  ///
  /// - Parameter lastWords: what the runtime gave as the reason of a trap.
  static func crashed(_ plan: CellPlan, _ crash: CrashReport?, lastWords: String?) -> CellFailure {
    let kept = restored(plan, "Variables of the cells before are as they were before this cell.")
    let endless = crash?.endlessFunction.map { "\($0) calls itself without end" }
    guard let reason = (lastWords ?? endless ?? crash?.description)?.withoutModules.withCatching else {
      let ways = "exit() and abort() do so, and the system where memory is short."
      return CellFailure(
        .ended, plan, "the cell ended its process", ["The cell ended its process: " + ways] + kept)
    }
    let calls = (crash?.frames ?? []).compactMap(\.cellCall)
    let places = calls.indices.filter { $0 == 0 || calls[$0 - 1].text != calls[$0].text }.prefix(8)
    return CellFailure(
      kind: .crashed, cell: calls.first.map { $0.cell - 1 } ?? plan.index, line: calls.first?.line,
      reason: reason, lines: ["The cell crashed: \(reason)"] + places.map { "  at " + calls[$0].text } + kept)
  }

  static func stateLost(_ plan: CellPlan) -> CellFailure {
    let reason = "the process that held the variables has ended"
    return CellFailure(
      .stateLost, plan, reason,
      [
        "T\(reason.dropFirst()), and its copy too.",
        "All variables, functions and types are lost: run the cells again from the first.",
      ])
  }

  /// What is told where the state has gone back to the one before the cell.
  private static func restored(_ plan: CellPlan, _ text: String) -> [String] {
    let queues = "What is given to a DispatchQueue now will not run: restart the kernel, or use a Task."
    return plan.followsQueues ? [text, queues] : [text]
  }
}

extension CrashReport.Frame {
  /// The line of a cell at which the frame is, told as `cell 3, line 7, in f(_:)`.
  fileprivate var cellCall: (cell: Int, line: Int, text: String)? {
    guard let place = sourceLocation, place.line > 0,
      let name = place.file.split(separator: "/").last, name.hasPrefix("cell "),
      let cell = Int(name.dropFirst("cell ".count))
    else { return nil }
    let function = description?.components(separatedBy: " + ").first ?? ""
    let isTopLevel = function.isEmpty || function.hasSuffix("_entry") || function.hasPrefix("async_Main")
    return (cell, place.line, "\(name), line \(place.line)" + (isTopLevel ? "" : ", in \(function)"))
  }
}
