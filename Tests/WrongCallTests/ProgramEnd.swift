import Foundation
import TestSupport

/// How the program of wrong calls ended.
struct ProgramEnd {
  let output: String
  let errors: String
  /// Whether it went to its end.
  let isWhole: Bool

  /// The message of the library's trap; `nil` if there was none, or only a trap of the language, which does
  /// not mention the arguments.
  var sentence: String? {
    let pattern =
      #/^(?:LinearAlgebra|RecurrentNetworks|SequenceTraining|GradientChecking|TextEncoding)\/[\w+.]+:\d+: Fatal error: (.+)$/#
    for line in errors.split(separator: "\n") {
      guard let match = line.wholeMatch(of: pattern) else { continue }
      let sentence = String(match.1)
      return ProgramEnd.traps.contains { sentence.hasPrefix($0) } ? nil : sentence
    }
    return nil
  }

  /// The language's own message for a forced unwrap, in any file.
  private static let traps = [
    "Unexpectedly found nil", "'try!' expression", "Index out of range", "Range requires",
  ]
}

/// Runs the program of wrong calls, without a backtrace at the trap: printing one takes a second.
func runOfWrongCalls(_ arguments: [String]) throws -> ProgramEnd {
  let run = try runProgram(
    builtProgram("wrong-calls"), arguments, environment: ["SWIFT_BACKTRACE": "enable=no"])
  return ProgramEnd(output: run.output, errors: run.errors, isWhole: run.ranToItsEnd && run.code == 0)
}

/// Runs of the program, some in parallel, in the order of their arguments.
func runsOfWrongCalls(_ runs: [[String]]) throws -> [ProgramEnd] {
  nonisolated(unsafe) var ends = [Result<ProgramEnd, any Error>?](repeating: nil, count: runs.count)
  let lock = NSLock()
  DispatchQueue.concurrentPerform(iterations: runs.count) { index in
    let end = Result { try runOfWrongCalls(runs[index]) }
    lock.withLock { ends[index] = end }
  }
  return try ends.compactMap { try $0?.get() }
}
