import ChildProcesses
import Foundation
import GradingEngine

/// The grader's view of this machine: the tools, the protections against student code, and the limits.
struct DoctorReport: Encodable {
  /// Something the course uses.
  struct Tool: Encodable {
    let name: String
    /// Whether it does what the course needs.
    let works: Bool
    /// Its version, or what is wrong with it.
    let words: String
  }

  /// The limits of one check, or of a run of checks.
  struct Limits: Encodable {
    let secondsPerCheck: Double
    let secondsToStart: Double
    let memoryMegabytes: Int
    let fileMegabytes: Int
    let outputMegabytes: Int
    let tasks: Int
    let openFiles: Int
  }

  let tools: [Tool]
  let protections: [Protection]
  let limits: Limits
  /// Whether every tool works and every protection holds.
  let isHealthy: Bool

  /// Looks at this machine; takes about two seconds.
  ///
  /// - Parameter scratch: a folder for the trials.
  init(scratch: URL) throws {
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    tools = [Self.swift, Self.sandbox, Self.processors, BacktraceTrial(in: scratch).result()]
    protections = ProtectionTrial(in: scratch).results()
    limits = Limits(RunSettings(judge: [], program: [], scratch: scratch, stagedFolder: scratch))
    isHealthy = tools.allSatisfy(\.works) && protections.allSatisfy(\.holds)
  }

  private static var swift: Tool {
    let version = Toolchain.version()
    let place = Toolchain.current.map { ", in \($0.root.path)" } ?? ""
    return Tool(
      name: "Swift", works: version != nil,
      words: version.map { $0 + place } ?? "'swift --version' prints nothing")
  }

  private static var sandbox: Tool {
    Tool(
      name: "sandbox", works: Sandbox.isAvailable,
      words: Sandbox.maker ?? Sandbox.obstacle.map { "none: \($0)" } ?? "none")
  }

  private static var processors: Tool {
    let count = ProcessInfo.processInfo.activeProcessorCount
    return Tool(
      name: "processors", works: count > 0,
      words: "\(count); a class run uses --jobs of them")
  }
}

extension DoctorReport.Limits {
  /// The limits that a run has by default.
  init(_ settings: RunSettings) {
    self.init(
      secondsPerCheck: settings.secondsPerCheck, secondsToStart: settings.secondsToStart,
      memoryMegabytes: settings.limits.memoryMegabytes, fileMegabytes: settings.limits.fileMegabytes,
      outputMegabytes: settings.limits.outputMegabytes, tasks: settings.limits.taskCount,
      openFiles: settings.limits.descriptorCount)
  }
}
