import Foundation
import GradingProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The suite's end of the line to the grading engine. Under plain `swift test` there is none.
final class GradingChannel: Sendable {
  /// The line of this process, opened once, before any of the student's code has run.
  static let shared: GradingChannel? = GradingChannel()

  private let descriptor: Int32
  private let nonce: String

  /// Takes the descriptor that the engine names, reads the nonce from it and moves the line to a high number,
  /// where neither the student's files nor a stray `write(3, …)` meet it.
  private init?() {
    guard let text = ProcessInfo.processInfo.environment[GradingEvent.descriptorVariable],
      let given = Int32(text)
    else { return nil }
    unsetenv(GradingEvent.descriptorVariable)
    nonce = Self.readLine(from: given)
    let moved = fcntl(given, F_DUPFD_CLOEXEC, 200)
    descriptor = moved >= 0 ? moved : given
    if moved >= 0 { close(given) }
    flushLinesAtOnce()
  }

  private static func readLine(from descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Says that a check begins, and waits until the engine has taken note: what is printed from here on belongs
  /// to this check.
  func begin(_ test: String) {
    send(GradingEvent(nonce: nonce, kind: .begin, test: test))
  }

  /// Says how a check ended, and waits until the engine has taken note.
  func end(_ test: String, _ outcome: CheckOutcome) {
    send(
      GradingEvent(
        nonce: nonce, kind: .end, test: test, verdict: outcome.verdict,
        message: outcome.message.map(Self.shortened),
        file: outcome.file, line: outcome.line))
  }

  /// A student's error or value may describe itself at any length.
  private static func shortened(_ text: String) -> String {
    let limit = 4000
    return text.utf8.count > limit ? String(text.prefix(limit / 4)) + " …" : text
  }

  private func send(_ event: GradingEvent) {
    fflush(nil)
    guard let line = try? event.encodedLine() else { return }
    line.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 && errno != EINTR { return }
        sent += max(count, 0)
      }
    }
    awaitReceipt()
  }

  private func awaitReceipt() {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return }
      // Without an engine nobody wants the rest of the checks.
      if count == 0 || errno != EINTR { _exit(0) }
    }
  }
}
