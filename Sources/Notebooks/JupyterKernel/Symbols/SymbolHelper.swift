import ChildProcesses
import Foundation

/// The kernel's side of the process that knows symbols; it is started with the first question.
final class SymbolHelper {
  private let executable: URL
  private let folder: URL
  private var running: (child: ChildProcess, lines: LineReader)?

  init(executable: URL, folder: URL) {
    self.executable = executable
    self.folder = folder
  }

  /// Asks about a place in a source text.
  ///
  /// - Returns: the answer; `nil` where none came in a second or two, and then nobody should wait longer.
  func ask(
    _ kind: SymbolQuestion.Kind, source: String, offset: Int, beginning: String = "", arguments: [String]
  ) -> SymbolAnswer? {
    let file = folder.appendingPathComponent("question.swift")
    let question = SymbolQuestion(
      kind: kind, file: file.path, offset: offset, beginning: beginning, arguments: arguments)
    guard (try? Data(source.utf8).write(to: file)) != nil, let json = try? JSONEncoder().encode(question),
      start(), running?.child.send(String(decoding: json, as: UTF8.self) + "\n") == true, let line = answer()
    else {
      running = nil
      return nil
    }
    return try? JSONDecoder().decode(SymbolAnswer.self, from: line)
  }

  /// Starts the process where it does not run; `false` where it cannot be started.
  private func start() -> Bool {
    if running?.child.poll() != nil { running = nil }
    let command = ChildCommand(
      [executable.path, SymbolServer.word], environment: ProcessInfo.processInfo.environment,
      directory: folder.path)
    if running == nil { running = (try? ChildProcess(command)).map { ($0, LineReader($0.line)) } }
    return running != nil
  }

  private func answer() -> Data? {
    guard case (let child, var lines)? = running else { return nil }
    defer { running?.lines = lines }
    let deadline = Date() + 2
    while lines.isOpen, case let left = deadline.timeIntervalSinceNow, left > 0 {
      var polls = [lines.poll]
      _ = poll(&polls, 1, Int32(left * 1000))
      // What the toolchain writes for its own makers must not fill the pipe.
      _ = child.takeOutput()
      for case .whole(let line) in lines.takeLines() { return line }
    }
    return nil
  }
}
