/// What everyone reached on one workload, in rounds in which all had their turn.
public struct ContestResult: Sendable {
  /// The course's tokens per second, round by round.
  public var course: [Double]
  /// The processor's multiply-add peak in GFLOP/s, round by round.
  public var peak: [Double]
  /// What the peers reached.
  public var peers: [PeerResult]

  /// One peer with one number of threads.
  public struct PeerResult: Sendable {
    /// `torch`
    public var name: String
    /// How many threads it had.
    public var threads: Int
    /// The form that it chose for the workload.
    public var form: String?
    /// Its tokens per second, round by round.
    public var speeds: [Double]
  }

  /// The best of a peer's results, by the median of its rounds.
  public func best(of name: String) -> PeerResult? {
    peers.filter { $0.name == name && !$0.speeds.isEmpty }.max { median($0.speeds) < median($1.speeds) }
  }
}

/// The course and its peers, taking turns: ours, torch with one thread, with two, JAX … and again. The host's noise
/// then meets all alike, and the median over the rounds leaves out what met one alone.
public final class Contest {
  /// The peers that take part still.
  public private(set) var peers: [ContestantProcess]
  /// Peers that had to leave, and why.
  public private(set) var failures: [String] = []
  private let course: ContestantProcess
  private let threads: Int?
  private let seconds: Double

  /// A contest between processes that have started.
  ///
  /// - Parameters:
  ///   - threads: the course's number of threads; none leaves the choice to it.
  ///   - seconds: how long a turn lasts.
  public init(course: ContestantProcess, peers: [ContestantProcess], threads: Int?, seconds: Double) {
    self.course = course
    self.peers = peers
    self.threads = threads
    self.seconds = seconds
  }

  /// Lets everyone train a workload.
  ///
  /// - Parameters:
  ///   - willStart: is told the round, from 1 on, and whose turn it is; throws to stop the contest.
  /// - Throws: ``ContestantFailure`` where the course itself fails, and what `willStart` throws.
  public func run(
    _ workload: Workload, rounds: Int, willStart: (_ round: Int, _ name: String) throws -> Void
  ) throws -> ContestResult {
    var result = ContestResult(course: [], peak: [], peers: peers.map(Self.emptyResult))
    for round in 1...rounds {
      try willStart(round, "the course")
      result.peak.append(MultiplyAddPeak.measure())
      let request = SpeedRequest(workload: workload, seconds: seconds, threads: threads)
      result.course.append(try course.answer(request).tokensPerSecond)
      for peer in peers {
        let name = peer.greeting.name
        try willStart(round, name)
        guard let answer = turn(of: peer, workload) else { continue }
        let place = result.peers.firstIndex { $0.name == name && $0.threads == peer.greeting.threads ?? 0 }
        guard let place else { continue }
        result.peers[place].form = answer.form
        result.peers[place].speeds.append(answer.tokensPerSecond)
      }
    }
    return result
  }

  private static func emptyResult(_ peer: ContestantProcess) -> ContestResult.PeerResult {
    ContestResult.PeerResult(
      name: peer.greeting.name, threads: peer.greeting.threads ?? 0, form: nil, speeds: [])
  }

  /// A peer that fails leaves the contest; the others go on.
  private func turn(of peer: ContestantProcess, _ workload: Workload) -> SpeedAnswer? {
    do {
      return try peer.answer(SpeedRequest(workload: workload, seconds: seconds))
    } catch {
      failures.append("\(peer.greeting.name) leaves at \(workload.title): \(error)")
      peers.removeAll { $0 === peer }
      return nil
    }
  }
}
