import CommandSupport
import Foundation

/// `course bench --worker`: the course as one of the contestants, in its own process like the others.
enum BenchWorker {
  /// Answers until the input ends. Ctrl-C is left to the parent process.
  static func run() throws -> ExitStatus {
    signal(SIGINT, SIG_IGN)
    var server = ContestantServer(version: CourseCommand.version)
    try server.run(
      nextLine: { readLine() },
      say: { line in
        print(line)
        fflush(nil)
      })
    return .done
  }

  /// The command that starts a worker: this very program, even if it was found by the shell's search path.
  static var command: [String] {
    [Bundle.main.executablePath ?? CommandLine.arguments[0], "bench", "--worker"]
  }
}
