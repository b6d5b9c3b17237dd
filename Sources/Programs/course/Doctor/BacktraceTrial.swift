import ChildProcesses
import Foundation

/// Whether a crash reports its file and line here: this very command is started again, to trap on purpose.
struct BacktraceTrial {
  private let scratch: URL

  /// A trial that leaves its report in a folder for a moment.
  init(in scratch: URL) { self.scratch = scratch }

  private static let variable = "COURSE_DOCTOR_TRAP"

  /// Traps if the environment says that this process is the one on trial.
  static func trapIfAsked() {
    if ProcessInfo.processInfo.environment[variable] != nil {
      fatalError("this is the doctor's trial of a crash")
    }
  }

  /// Runs the trial, in a sandbox if there is one.
  func result() -> DoctorReport.Tool {
    let line = try? crashLine()
    return DoctorReport.Tool(
      name: "crash reports", works: line != nil,
      words: line == nil ? "a crash does not report its line" : "a crash reports its file and line")
  }

  private func crashLine() throws -> Int? {
    let report = scratch.appendingPathComponent("crash-\(UUID().uuidString).json")
    try Data().write(to: report)
    defer { try? FileManager.default.removeItem(at: report) }
    guard let program = Bundle.main.executablePath else { return nil }
    let command = ChildCommand(
      [program, "doctor"],
      environment: [
        Self.variable: "1", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        CrashReport.variable: CrashReport.settings(output: report),
      ], directory: "/", limits: ChildLimits(processorSeconds: 30),
      isolation: .sandboxIfAvailable(Sandbox(readable: [program], writable: [report.path])))
    _ = try CommandOutput(command, secondLimit: 30)
    return CrashReport(contentsOf: report)?.place { $0.hasSuffix("BacktraceTrial.swift") }?.line
  }
}
