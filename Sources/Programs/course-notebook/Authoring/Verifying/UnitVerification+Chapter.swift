import ChildProcesses
import CommandSupport
import Foundation
import NotebookWeaving

extension UnitVerification {
  /// The committed notebook and page belong to the chapter's source.
  func notebook() throws -> VerifiedResult {
    let findings = try Weaver(unit: unit, layout: layout, program: Invocation.executable).staleSources()
    return VerifiedResult(
      .notebook, "notebook, page and plots belong to the chapter", faults: findings.map(withWayOut))
  }

  /// A run of the chapter shows what the notebook shows.
  func chapter() throws -> VerifiedResult {
    let findings = try Weaver(unit: unit, layout: layout, program: Invocation.executable).staleOutputs()
    return VerifiedResult(.chapter, "a run shows what the notebook shows", faults: findings.map(withWayOut))
  }

  private func withWayOut(_ finding: String) -> String { "\(finding): 'course weave \(unit.number)'" }

  /// The formatter has nothing to say.
  func format() throws -> VerifiedResult {
    let folders = ["Chapters", "Exercises", "Solutions", "Tests/Grading"].map { "\($0)/\(unit.folder)" }
    let command = ChildCommand(
      ["/usr/bin/env", "swift", "format", "lint", "--strict", "--recursive"] + folders,
      environment: ProcessInfo.processInfo.environment, directory: layout.root.path)
    let output = try CommandOutput(command, secondLimit: 120)
    let root = layout.root.path + "/"
    let faults = output.lines.filter { $0.contains(": error: ") || $0.contains(": warning: ") }
      .map { $0.replacingOccurrences(of: root, with: "") }
    let hasFailed = output.end != .exited(0) && faults.isEmpty
    return VerifiedResult(
      .format, "formatted", faults: hasFailed ? output.lines.suffix(1) + ["'swift format' failed"] : faults)
  }
}
