import ChildProcesses
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How one run of the compiler ended.
enum CompilerOutcome: Equatable {
  /// It wrote its output.
  case done
  /// It found errors, possibly none with a location in a file.
  case errors([CompilerDiagnostic], lines: [String])
  /// It was stopped after its time.
  case timedOut
  /// It was stopped because it requested too much memory.
  case outOfMemory
  /// The compiler itself crashed, by a signal or on a source it cannot handle.
  case broken(lines: [String])
}

/// Runs parts of the toolchain under limits: their input could have been written to keep them busy.
struct CompilerRun {
  /// For the course's own code, which needs seconds: another machine could be a hundred times slower.
  static let ofCourse = CompilerRun(secondLimit: 1800)

  /// The time limit of one run, in seconds.
  var secondLimit: Double
  /// The sandbox that isolates it from the system.
  var isolation = Isolation.none

  /// The same run with access to only the system, the toolchain and the given paths.
  func seeing(_ readable: [URL], changing writable: [URL]) -> CompilerRun {
    var run = self
    run.isolation = .sandboxIfAvailable(
      Sandbox(readable: readable.map(\.path), writable: writable.map(\.path)))
    return run
  }

  func callAsFunction(_ arguments: [String], in folder: URL) throws -> CompilerOutcome {
    var environment = CompilerTools.environment
    if try isolation.sandbox() != nil { environment["TMPDIR"] = "/tmp" }
    let command = ChildCommand(
      arguments, environment: environment, directory: folder.path, limits: limits, isolation: isolation)
    let output = try CommandOutput(command, secondLimit: secondLimit)
    switch output.broken {
    case .wallTime, .processorTime: return .timedOut
    case .memory: return .outOfMemory
    case .tasks, .output: return .broken(lines: output.lines)
    case nil: return outcome(output)
    }
  }

  /// Compiling a sensible source takes a tenth of it.
  private var limits: ChildLimits {
    ChildLimits(
      processorSeconds: Int(secondLimit.rounded(.up)) + 1, memoryMegabytes: 3072, fileMegabytes: 256)
  }

  private func outcome(_ output: CommandOutput) -> CompilerOutcome {
    switch output.end {
    case .exited(0): return .done
    case nil, .signalled(SIGXCPU): return .timedOut
    case .signalled: return .broken(lines: output.lines)
    case .exited:
      let errors = CompilerDiagnostic.all(in: output.lines)
      let isBroken = output.lines.contains { $0.hasPrefix("Stack dump:") || $0.contains("LLVM ERROR:") }
      return isBroken ? .broken(lines: output.lines) : .errors(errors, lines: output.lines)
    }
  }
}
