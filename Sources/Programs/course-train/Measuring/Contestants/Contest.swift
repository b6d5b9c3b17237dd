/// The results of all contestants on one workload, from rounds that gave each a turn.
public struct ContestResult: Sendable {
  /// The course's tokens per second, round by round.
  public var course: [Double]
  /// The processor's multiply-add peak in GFLOP/s, round by round.
  public var peak: [Double]
  /// The results of the peers.
  public var peers: [PeerResult]

  /// One peer with one number of threads.
  public struct PeerResult: Sendable {
    /// `torch`
    public var name: String
    /// How many threads it had.
    public var threads: Int
    /// The form it chose for the workload.
    public var form: String?
    /// Its tokens per second, round by round.
    public var speeds: [Double]
  }

  /// The best of a peer's results, by the median of its rounds.
  public func best(of name: String) -> PeerResult? {
    peers.filter { $0.name == name && !$0.speeds.isEmpty }.max { median($0.speeds) < median($1.speeds) }
  }
}

/// The course and its peers, taking turns: ours, torch with one thread, with two, JAX … and again. Noise of
/// the host then affects all alike, and the median over the rounds discards what affected only one.
///
/// The processor's peak is measured before and after every turn, and a turn is repeated, a few times at most,
/// if the processor was slowed down on either side: a virtual machine's cores, or a laptop's clock, come and
/// go.
public final class Contest {
  /// The peers that take part still.
  public private(set) var peers: [ContestantProcess]
  /// Peers that dropped out, and why.
  public private(set) var failures: [String] = []
  /// How many turns were repeated because the processor was slowed down around them.
  public var repeatedTurns: Int { monitor.repeatCount }
  private let course: ContestantProcess
  private let threads: Int?
  private let seconds: Double
  private var monitor: ProcessorPeakMonitor

  /// A contest between processes that have started.
  ///
  /// - Parameters:
  ///   - threads: the course's number of threads; `nil` leaves the choice to it.
  ///   - seconds: how long a turn lasts.
  ///   - monitor: checks whether the processor runs at full speed.
  public init(
    course: ContestantProcess, peers: [ContestantProcess], threads: Int?, seconds: Double,
    monitor: ProcessorPeakMonitor = ProcessorPeakMonitor()
  ) {
    self.course = course
    self.peers = peers
    self.threads = threads
    self.seconds = seconds
    self.monitor = monitor
  }

  /// Lets everyone train a workload.
  ///
  /// - Parameters:
  ///   - willStart: receives the round, from 1 on, or 0 during preparation, and whose turn it is; throws to
  ///     stop.
  /// - Throws: ``ContestantError`` if the course itself fails, and what `willStart` throws.
  public func run(
    _ workload: Workload, rounds: Int, willStart: (_ round: Int, _ name: String) throws -> Void
  ) throws -> ContestResult {
    var result = ContestResult(course: [], peak: [], peers: peers.map(Self.emptyResult))
    for round in 0...rounds {
      try willStart(round, "the course")
      let request = SpeedRequest(workload: workload, seconds: round == 0 ? 0 : seconds, threads: threads)
      let (answer, peak) = try turn(round) { try course.answer(request) }
      if round > 0 {
        result.course.append(answer.tokensPerSecond)
        result.peak.append(peak)
      }
      for peer in peers {
        try willStart(round, peer.greeting.name)
        let request = SpeedRequest(workload: workload, seconds: request.seconds)
        guard let answer = turn(round, of: peer, request), round > 0 else { continue }
        result.add(answer, of: peer.greeting)
      }
    }
    return result
  }

  private static func emptyResult(_ peer: ContestantProcess) -> ContestResult.PeerResult {
    ContestResult.PeerResult(
      name: peer.greeting.name, threads: peer.greeting.threads ?? 0, form: nil, speeds: [])
  }

  /// A turn that counts, and the peak around it. Preparation, in round 0, is not measured.
  private func turn<Answer>(_ round: Int, _ body: () throws -> Answer) rethrows -> (Answer, peak: Double) {
    round == 0 ? (try body(), 0) : try monitor.undisturbed(body)
  }

  /// A peer that fails leaves the contest; the others continue.
  private func turn(_ round: Int, of peer: ContestantProcess, _ request: SpeedRequest) -> SpeedAnswer? {
    do {
      return try turn(round) { try peer.answer(request) }.0
    } catch {
      failures.append("\(peer.greeting.name) drops out at \(request.workload.title): \(error)")
      peers.removeAll { $0 === peer }
      return nil
    }
  }
}

extension ContestResult {
  fileprivate mutating func add(_ answer: SpeedAnswer, of peer: ContestantGreeting) {
    let place = peers.firstIndex { $0.name == peer.name && $0.threads == peer.threads ?? 0 }
    guard let place else { return }
    peers[place].form = answer.form
    peers[place].speeds.append(answer.tokensPerSecond)
  }
}
