import ChildProcesses
import Formats
import Foundation

/// The settings of a run of a suite besides the checks.
public struct RunSettings: Sendable {
  /// The judge's program and its first arguments; the names of the checks follow as one argument, joined by commas.
  public var judge: [String]
  /// The program that answers with the student's code, and its arguments.
  public var program: [String]
  /// The messages for functions that the suite calls and the submission lacks.
  public var wordsOnMissing: @Sendable (String) -> String = { "the checks cannot call \($0)" }
  /// The run's own folder, the working folder of both processes.
  public var scratch: URL
  /// The folder where the submission's files were compiled, to find the lines of crashes.
  public var stagedFolder: URL
  /// The time limit of one check, in seconds.
  public var secondsPerCheck: Double
  /// The time limit of the student's code for all checks together, in seconds.
  public var secondsForAll: Double { max(60, 12 * secondsPerCheck) }
  /// The time limit of each later check once one has timed out, in seconds: a function with an endless loop
  /// is likely to be called by ten checks, and no one wants to wait ten times.
  public var secondsOnceLate = 2.0
  /// How long a check that timed out nowhere is run again to find the line, in seconds, and how often: a
  /// backtrace that falls into a small function of the library misses the line that called it.
  public var secondsToLocate = 0.4
  /// How many more backtraces one run takes in search of lines.
  public var locatingTries = 8
  /// The time limit for starting the judge, in seconds.
  public var secondsToStart: Double
  /// The time limit of the judge between two frames, in seconds.
  public var secondsForTheJudge = 60.0
  /// The seed of the suite's random numbers; `nil` keeps the suite's default.
  public var seed: String?

  /// The resource limits of a run; its processor time follows from the time of its checks.
  public var limits = ChildLimits(processorSeconds: 60, outputMegabytes: 128, taskCount: 128)
  /// Whether a run sees only its program and the system, if sandboxes work: files it writes disappear with
  /// it.
  public var isSandboxed = true

  /// Settings with all their parts.
  public init(
    judge: [String], program: [String], scratch: URL, stagedFolder: URL, secondsPerCheck: Double = 10,
    secondsToStart: Double = 60, seed: String? = nil
  ) {
    self.judge = judge
    self.program = program
    self.scratch = scratch
    self.stagedFolder = stagedFolder
    self.secondsPerCheck = secondsPerCheck
    self.secondsToStart = secondsToStart
    self.seed = seed
  }

  /// The sandbox that isolates one of the two programs from the system.
  func isolation(of program: [String], writing writable: [String]) -> Isolation {
    guard isSandboxed, let first = program.first else { return .none }
    let folder = URL(fileURLWithPath: first).deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let resources = names.filter { $0.hasSuffix(".resources") }.map { folder.appendingPathComponent($0).path }
    return .sandboxIfAvailable(
      Sandbox(
        readable: program.filter { $0.hasPrefix("/") } + resources, writable: writable,
        scratch: [scratch.path]))
  }

  var crashReport: URL { scratch.appendingPathComponent("crash.json") }

  /// The same few variables in every run, whatever the user's own environment contains.
  var environment: [String: String] {
    var variables = [
      "PATH": "/usr/bin:/bin", "HOME": scratch.path, "TMPDIR": scratch.path, "LANG": "C.UTF-8",
      CrashReport.variable: CrashReport.settings(output: crashReport),
    ]
    for name in ["LD_LIBRARY_PATH", "DEVELOPER_DIR", "TOOLCHAINS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    return variables
  }

  /// Additional environment of the judge: the seed, hashed so that the instructor's choice cannot be
  /// recovered.
  var judgesEnvironment: [String: String] {
    var variables = environment
    variables[CrashReport.variable] = "enable=no"
    variables["COURSE_SEED"] = seed.map(SHA256.text)
    return variables
  }
}
