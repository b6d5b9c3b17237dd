import CellEngine
import ChildProcesses
import Foundation

extension CellFailure {
  /// A cell that the compiler does not take.
  static func notCompiled(_ said: CellDiagnostics) -> CellFailure {
    CellFailure(name: "Does not compile", value: said.firstError, lines: said.lines)
  }

  /// A cell that compiles but does not fit what is there.
  static func notLoaded(_ reason: String) -> CellFailure {
    CellFailure(
      name: "Cannot be loaded", value: reason,
      lines: [
        "The cell was compiled but cannot be loaded: \(reason)",
        "It may name a library that is not linked with the course.",
      ])
  }

  /// A cell that was stopped by the user.
  static func interrupted(changed: Bool) -> CellFailure {
    let state = changed ? "Everything is as it was before this cell." : "It was not yet running."
    return CellFailure(name: "Interrupted", value: "the cell was stopped", lines: ["Interrupted. " + state])
  }

  /// A cell that trapped, or ended the process by itself.
  ///
  /// - Parameter lastWords: what the runtime gave as the reason of a trap.
  static func ended(by crash: CrashReport?, lastWords: String?) -> CellFailure {
    guard crash != nil || lastWords != nil else {
      return CellFailure(
        name: "Ended", value: "the cell ended its process",
        lines: [
          "The cell ended its process: exit() and abort() do so, and the system where memory is short.", kept,
        ])
    }
    let endless = crash?.endlessFunction.map { "\($0) calls itself without end" }
    let reason = (lastWords ?? endless ?? crash?.description ?? "it trapped").withoutModules.withCatching
    let calls = (crash?.frames ?? []).compactMap(\.cellCall)
    let places = calls.enumerated().filter { $0 == 0 || calls[$0 - 1] != $1 }.map { "  at \($1)" }
    return CellFailure(
      name: "Crashed", value: reason, lines: ["The cell crashed: \(reason)"] + places.prefix(8) + [kept])
  }

  /// A cell that took all with it.
  static let lost = CellFailure(
    name: "State lost", value: "the process that held the variables has ended",
    lines: [
      "The process that held the variables has ended, and its copy too.",
      "All variables, functions and types are lost: run the cells again from the first.",
    ])

  /// The same where cells have used the system's queues, which do not come back with the state.
  var withoutQueues: CellFailure {
    CellFailure(
      name: name, value: value,
      lines: lines + ["What is given to a DispatchQueue now will not run: restart the kernel, or use a Task."]
    )
  }

  private static let kept = "Variables of the cells before are as they were before this cell."
}

extension CrashReport.Frame {
  /// `cell 3, line 7`, where the frame is a line of a cell.
  fileprivate var cellCall: String? {
    guard let place = sourceLocation, place.line > 0,
      let name = place.file.split(separator: "/").last, name.hasPrefix("cell ")
    else { return nil }
    let function = description?.components(separatedBy: " + ").first ?? ""
    let isTopLevel =
      function.isEmpty || function.hasSuffix("_entry") || function.hasPrefix("async_Main")
    return "\(name), line \(place.line)" + (isTopLevel ? "" : ", in \(function)")
  }
}
