import LinearAlgebra

/// The results of a benchmark, in the form `course bench --json` prints.
public struct BenchmarkReport: Encodable, Sendable {
  /// The processor's multiply-add peak in billions of operations per second: the median over all rounds.
  public var peakGFLOPS: Double
  /// The instruction set of the course and of the peak.
  public var instructionSet: KernelLevel
  /// How many rounds each workload had.
  public var rounds: Int
  /// How many seconds a turn lasted.
  public var secondsPerTurn: Double
  /// How many turns were repeated because the processor was slowed down around them.
  public var repeatedTurns = 0
  /// Whether every requested workload is here; false after Ctrl-C.
  public var isComplete: Bool
  /// The versions of the peers by their names.
  public var peerVersions: [String: String]?
  /// Why peers were skipped, one line each.
  public var missingPeers: [String]?
  /// The workloads.
  public var workloads: [WorkloadReport]

  /// A report without workloads.
  public init(rounds: Int, secondsPerTurn: Double) {
    peakGFLOPS = 0
    instructionSet = .current
    self.rounds = rounds
    self.secondsPerTurn = secondsPerTurn
    isComplete = true
    workloads = []
  }

  /// The ratios to the better peer, workload by workload, if there are any.
  public func ratiosToBetterPeer(_ include: (WorkloadReport) -> Bool = { _ in true }) -> [Double] {
    workloads.filter(include).compactMap { $0.ratios?.values.min() }
  }
}

/// One workload of a report.
public struct WorkloadReport: Encodable, Sendable {
  /// The name of its size.
  public var name: String
  /// The kind of cell.
  public var cell: String
  /// L
  public var layers: Int
  /// The median over the rounds.
  public var tokensPerSecond: Double
  /// The slowest and the fastest round.
  public var tokensPerSecondRange: [Double]
  /// The useful work per token, in floating-point operations.
  public var usefulOperationsPerToken: Double
  /// Useful operations per second, as a fraction of the multiply-add peak in the same rounds.
  public var shareOfPeak: Double
  /// The course's tokens per second as a multiple of a peer's, by the peer's name; only with peers.
  public var ratios: [String: Double]?
  /// The peak memory of a process that trains only this, in MiB.
  public var peakMemoryMiB: Double?
  /// The memory of that process before, in MiB.
  public var idleMemoryMiB: Double?
  /// Each peer's best result, by its name.
  public var peers: [String: PeerReport]?

  /// A report on a result.
  public init(
    _ workload: NamedWorkload, _ result: ContestResult, memory: MemoryUse?,
    peerMemory: [String: MemoryUse]
  ) {
    name = workload.size.rawValue
    cell = workload.workload.cell.rawValue
    layers = workload.workload.layerCount
    let speed = median(result.course)
    tokensPerSecond = speed
    tokensPerSecondRange = [result.course.min() ?? speed, result.course.max() ?? speed]
    usefulOperationsPerToken = workload.workload.usefulOperationsPerToken
    shareOfPeak = speed * usefulOperationsPerToken / (median(result.peak) * 1e9)
    peakMemoryMiB = memory?.peakMiB
    idleMemoryMiB = memory?.idleMiB
    let names = Set(result.peers.map(\.name))
    guard !names.isEmpty else { return }
    let best = names.compactMap { result.best(of: $0) }
    ratios = Dictionary(uniqueKeysWithValues: best.map { ($0.name, speed / median($0.speeds)) })
    peers = Dictionary(
      uniqueKeysWithValues: best.map { ($0.name, PeerReport($0, memory: peerMemory[$0.name])) })
  }
}

/// A peer's best result on a workload.
public struct PeerReport: Encodable, Sendable {
  /// The median over the rounds.
  public var tokensPerSecond: Double
  /// With how many threads it was the best.
  public var threads: Int
  /// The form used.
  public var form: String?
  /// The peak memory of a process that trains only this, in MiB.
  public var peakMemoryMiB: Double?
  /// The memory of that process before: the interpreter with its imports, in MiB.
  public var idleMemoryMiB: Double?

  init(_ result: ContestResult.PeerResult, memory: MemoryUse?) {
    tokensPerSecond = median(result.speeds)
    threads = result.threads
    form = result.form
    peakMemoryMiB = memory?.peakMiB
    idleMemoryMiB = memory?.idleMiB
  }
}
