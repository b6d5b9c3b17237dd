import ChildProcesses
import Formats
import Foundation

/// A compiler that starts before its input exists. Loading it takes longer than compiling a small cell, so it is loaded in
/// advance and receives its arguments with the next cell.
final class StandbyCompiler {
  private let program: String
  private let folder: URL
  private var ready: (process: ChildProcess, linking: URL)?
  private var count = 0

  /// One that works in a folder.
  init(program: String, folder: URL) {
    self.program = program
    self.folder = folder
  }

  /// Loads the compiler unless one waits already. If it cannot be started, cells are compiled without it.
  func load() {
    guard ready == nil else { return }
    count += 1
    let linking = folder.appendingPathComponent("linking\(count).sh")
    // The compiler reads its arguments from a file, here a pipe that ends with the last argument.
    let script =
      "cat <&3 | { \(shellQuoted(program)) -frontend @/dev/stdin && . \(shellQuoted(linking.path)); }"
    let command = ChildCommand(
      ["/bin/sh", "-c", script], environment: CompilerTools.environment, directory: folder.path)
    ready = (try? ChildProcess(command)).map { ($0, linking) }
  }

  /// Sends the waiting compiler its work.
  ///
  /// - Parameters:
  ///   - arguments: the compiler's, without its name.
  ///   - linking: the shell command that links the object.
  /// - Returns: its process; `nil` if none waits.
  func compile(_ arguments: [String], thenLink linking: String) -> ChildProcess? {
    guard let (process, file) = ready else { return nil }
    ready = nil
    guard process.poll() == nil, (try? Data(linking.utf8).write(to: file)) != nil,
      process.send(arguments.map { Self.quoted($0) + "\n" }.joined())
    else { return nil }
    process.finishSending()
    return process
  }

  /// An argument in the syntax of an argument file.
  private static func quoted(_ word: String) -> String {
    "\"" + word.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
      + "\""
  }
}
