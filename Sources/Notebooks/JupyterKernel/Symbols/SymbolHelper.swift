import CellEngine
import ChildProcesses
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kernel's side of the process that knows symbols; it is started with the first question.
final class SymbolHelper {
  private let executable: URL
  private let folder: URL
  private var child: ChildProcess?

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
      let child = running(), send(json + Data("\n".utf8), to: child), let line = answer(of: child)
    else {
      child = nil
      return nil
    }
    return try? JSONDecoder().decode(SymbolAnswer.self, from: line)
  }

  private func running() -> ChildProcess? {
    if let child, child.poll() == nil { return child }
    let command = ChildCommand(
      [executable.path, SymbolServer.word], environment: ProcessInfo.processInfo.environment,
      directory: folder.path)
    child = try? ChildProcess(command)
    return child
  }

  private func send(_ data: Data, to child: ChildProcess) -> Bool {
    data.withUnsafeBytes { write(child.line, $0.baseAddress, $0.count) } == data.count
  }

  private func answer(of child: ChildProcess) -> Data? {
    let deadline = Date() + 2
    var received: [UInt8] = []
    while received.last != UInt8(ascii: "\n") {
      var polls = [pollfd(fd: child.line, events: Int16(POLLIN), revents: 0)]
      let left = deadline.timeIntervalSinceNow
      guard left > 0, poll(&polls, 1, Int32(left * 1000)) > 0,
        let bytes = HolderProcess.available(child.line)
      else { return nil }
      received += bytes
      // What the toolchain writes for its own makers must not fill the pipe.
      _ = HolderProcess.available(child.output)
    }
    return Data(received)
  }
}
