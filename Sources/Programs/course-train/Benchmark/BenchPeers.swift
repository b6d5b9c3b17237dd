import Foundation

/// The peers on this machine: the script of each, and the numbers of threads to try.
struct BenchPeers {
  private static let scripts = [("torch", "torch_peer.py"), ("jax", "jax_peer.py")]

  /// Those that have started.
  private(set) var processes: [ContestantProcess] = []
  /// Why others have not, one line each.
  private(set) var missing: [String] = []
  /// What holds them to an instruction set.
  let environment: [String: String]
  private let options: BenchOptions.Peers?

  /// Starts all requested and installed peers, with one thread and with as many as there are processors.
  init(_ options: BenchOptions.Peers?, environment: [String: String], willStart: (String) -> Void) {
    self.options = options
    self.environment = environment
    guard let options else { return }
    let threadCounts = Set([1, ProcessInfo.processInfo.activeProcessorCount]).sorted()
    for (name, _) in Self.scripts {
      willStart(name)
      do {
        processes += try threadCounts.map {
          try ContestantProcess(Self.command(name, threads: $0, options), environment: environment)
        }
      } catch {
        missing.append("\(name) takes no part: \(error)")
      }
    }
  }

  /// The command that starts a peer, for a separate measurement.
  func command(_ name: String, threads: Int) -> [String]? {
    options.map { Self.command(name, threads: threads, $0) }
  }

  private static func command(_ name: String, threads: Int, _ options: BenchOptions.Peers) -> [String] {
    let script = scripts.first { $0.0 == name }?.1 ?? ""
    return [options.python, options.scripts.appendingPathComponent(script).path, String(threads)]
  }
}
