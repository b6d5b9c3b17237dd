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
  /// It wrote what it was to write.
  case done
  /// It found errors; there may be none with a place in a file.
  case errors([CompilerDiagnostic], lines: [String])
  /// It was stopped after its time.
  case timedOut
  /// It broke down itself, by a signal, for want of memory or by a source that it cannot stand.
  case broken(lines: [String])
}

/// Runs parts of the toolchain under limits: what they read may have been written to keep them busy.
struct CompilerRun {
  /// How long one run may take, in seconds.
  var secondLimit: Double

  func callAsFunction(_ arguments: [String], in folder: URL) throws -> CompilerOutcome {
    let limits = ChildLimits(
      processorSeconds: Int(secondLimit.rounded(.up)) + 1, memoryMegabytes: 6144, fileMegabytes: 256)
    let command = ChildCommand(
      arguments, environment: CompilerTools.environment, directory: folder.path, limits: limits)
    let output = try CommandOutput(command, secondLimit: secondLimit)
    switch output.end {
    case nil, .signalled(SIGXCPU): return .timedOut
    case .exited(0): return .done
    case .signalled: return .broken(lines: output.lines)
    case .exited:
      let errors = CompilerDiagnostic.all(in: output.lines)
      let isBroken = output.lines.contains { $0.hasPrefix("Stack dump:") || $0.contains("LLVM ERROR:") }
      return isBroken ? .broken(lines: output.lines) : .errors(errors, lines: output.lines)
    }
  }
}
