import Dispatch
import Foundation

/// Whether the user has asked the work to stop, by Ctrl-C or by a termination signal.
///
/// The first signal is a request, so the work can end at a safe point; a second Ctrl-C ends the process
/// immediately.
final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var requests = 0
  private var sources: [any DispatchSourceSignal] = []

  /// Starts to listen.
  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.request(number) }
      source.resume()
      sources.append(source)
    }
  }

  /// Whether a signal has come.
  var isRequested: Bool { lock.withLock { requests > 0 } }

  private func request(_ number: Int32) {
    let count = lock.withLock {
      requests += 1
      return requests
    }
    if count > 1 { _exit(128 + number) }
  }
}
