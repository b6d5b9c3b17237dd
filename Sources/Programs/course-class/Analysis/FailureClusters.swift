import GradingEngine
import GradingProtocol

/// The failures of one task, each with the number of submissions that show it.
public struct FailureClusters: Sendable {
  /// One failure shared by several submissions.
  public struct Cluster: Sendable, Equatable {
    /// How the checks ended.
    public let verdict: Verdict
    /// The message, with `#` for numbers.
    public let message: String
    /// How many submissions show it.
    public fileprivate(set) var count: Int
    /// The first submissions, at most five.
    public fileprivate(set) var names: [String]
  }

  private struct Key: Hashable {
    var verdict: Verdict
    var message: FailureMessage
  }

  /// A submission can make its message differ each time; beyond this many, failures are only counted.
  private static let mostKept = 1000
  private static let mostNames = 5

  private var clusters: [Key: Cluster] = [:]
  /// How many failures came after the limit.
  public private(set) var uncounted = 0

  /// The failures, the most frequent one first.
  public var sorted: [Cluster] {
    clusters.values.sorted { ($1.count, $0.message) < ($0.count, $1.message) }
  }

  /// Adds the results of a submission's checks of the task; a failure counts once per submission.
  mutating func add(_ checks: [CheckResult], of name: String) {
    let failures = checks.filter { $0.verdict != .passed && $0.verdict != .notStarted }
    for key in Set(failures.map { Key(verdict: $0.verdict, message: FailureMessage($0)) }) {
      if var cluster = clusters[key] {
        cluster.count += 1
        if cluster.names.count < Self.mostNames { cluster.names.append(name) }
        clusters[key] = cluster
      } else if clusters.count < Self.mostKept {
        clusters[key] = Cluster(verdict: key.verdict, message: key.message.text, count: 1, names: [name])
      } else {
        uncounted += 1
      }
    }
  }
}
