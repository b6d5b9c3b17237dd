import ChildProcesses
import Foundation

/// What a run of a suite needs to know besides the checks.
public struct RunSettings: Sendable {
  /// The program and its first arguments; the names of the checks follow as one argument, joined by commas.
  public var program: [String]
  /// A folder of the run's own, in which the child runs.
  public var scratch: URL
  /// Where the submission's files were compiled: the lines of crashes are looked for there.
  public var stagedFolder: URL
  /// How long one check may take, in seconds.
  public var secondsPerCheck: Double
  /// How long each further check may take once one has timed out, in seconds: what calls an endless loop once is
  /// likely to be called by ten checks, and nobody wants to wait ten times.
  public var secondsOnceLate = 2.0
  /// How long a check that timed out nowhere is run again to find the line, in seconds, and how often: a backtrace
  /// that falls into a small function of the library passes over the line that called it.
  public var secondsToLocate = 0.4
  /// How many more backtraces one run takes in search of lines.
  public var locatingTries = 8
  /// How long the program may take to start, in seconds.
  public var secondsToStart: Double
  /// The seed of the suite's random numbers; `nil` leaves the suite's own.
  public var seed: String?

  /// What a run may use; its processor time follows from the time of its checks.
  public var limits = ChildLimits(processorSeconds: 60, outputMegabytes: 128, taskCount: 128)
  /// Whether a run sees only its program and the system, where sandboxes work: what it writes is gone with it.
  public var isSandboxed = true

  /// Settings with all their parts.
  public init(
    program: [String], scratch: URL, stagedFolder: URL, secondsPerCheck: Double = 10,
    secondsToStart: Double = 60, seed: String? = nil
  ) {
    self.program = program
    self.scratch = scratch
    self.stagedFolder = stagedFolder
    self.secondsPerCheck = secondsPerCheck
    self.secondsToStart = secondsToStart
    self.seed = seed
  }

  /// What keeps a run from the rest of the system.
  var isolation: Isolation {
    guard isSandboxed else { return .none }
    let folder = URL(fileURLWithPath: program[0]).deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let resources = names.filter { $0.hasSuffix(".resources") }.map { folder.appendingPathComponent($0).path }
    return .sandboxIfAvailable(
      Sandbox(
        readable: program.filter { $0.hasPrefix("/") } + resources, writable: [crashReport.path],
        scratch: [scratch.path]))
  }

  var crashReport: URL { scratch.appendingPathComponent("crash.json") }

  /// The same few variables in every run, whatever the user's own environment holds.
  var environment: [String: String] {
    var variables = [
      "PATH": "/usr/bin:/bin", "HOME": scratch.path, "TMPDIR": scratch.path, "LANG": "C.UTF-8",
      CrashReport.variable: CrashReport.settings(output: crashReport),
    ]
    variables["COURSE_SEED"] = seed
    for name in ["LD_LIBRARY_PATH", "DEVELOPER_DIR", "TOOLCHAINS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    return variables
  }
}
