import ChildProcesses
import GradingProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a child ended in the middle of a check, in words for a student.
struct CrashDiagnosis {
  var verdict: Verdict
  var message: String

  init(_ end: TerminationReason, _ crash: CrashReport?, _ printed: [String], studentFolder: String) {
    if printed.contains(where: Self.mentionsMemory) {
      verdict = .outOfMemory
      message = Self.memoryMessage
      return
    }
    switch end {
    case .signalled(SIGXCPU):
      verdict = .timedOut
      message = "it used up its processor time. Does a loop never end?"
    case .exited(let status):
      verdict = .crashed
      message = "the program ended itself (exit status \(status)) in the middle of this check"
    case .signalled(let signal):
      verdict = .crashed
      message = Self.words(signal, crash, printed, studentFolder)
    }
  }

  private static let memoryMessage = "it needed more memory than a check is allowed"

  /// The verdict on a check that exceeded a limit, and why.
  static func words(for limit: ExceededLimit, of limits: ChildLimits) -> (Verdict, String) {
    switch limit {
    case .memory: return (.outOfMemory, "\(memoryMessage), \(limits.memoryMegabytes) megabytes")
    case .wallTime: return (.timedOut, "no answer in time. Does a loop never end?")
    case .processorTime: return (.timedOut, "it used up its processor time. Does a loop never end?")
    case .tasks: return (.crashed, "stopped: it started more than \(limits.taskCount) processes and threads")
    case .output: return (.crashed, "stopped: it printed more than \(limits.outputMegabytes) megabytes")
    }
  }

  /// The text in the output of a program that ran out of memory.
  static let noMemory = "Could not allocate memory"

  private static func mentionsMemory(_ line: String) -> Bool {
    line.contains("Fatal error: failed to allocate") || line.contains(noMemory)
  }

  private static func words(
    _ signal: Int32, _ crash: CrashReport?, _ printed: [String], _ studentFolder: String
  ) -> String {
    if let function = crash?.endlessFunction { return "\(function) calls itself endlessly" }
    if let reason = printed.last(where: { $0.contains("Fatal error: ") }),
      let text = reason.range(of: "Fatal error: ")
    {
      return "crashed: \(reason[text.upperBound...])"
    }
    if let call = crash?.libraryCall(from: studentFolder) {
      return "crashed inside \(call): did its arguments have the correct shape?"
    }
    let reason = crash?.description ?? "signal \(signal)"
    return "crashed: \(reason.prefix(1).lowercased() + reason.dropFirst())"
  }
}
