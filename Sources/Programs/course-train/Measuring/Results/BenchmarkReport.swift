/// What a benchmark found, as `course bench --json` prints it.
public struct BenchmarkReport: Encodable, Sendable {
  /// The processor's multiply-add peak in billions of operations per second: the median over all rounds.
  public var peakGFLOPS: Double
  /// The instruction set of the course and of the peak.
  public var instructionSet: InstructionSet
  /// How many rounds each workload had.
  public var rounds: Int
  /// How many seconds a turn lasted.
  public var secondsPerTurn: Double
  /// How many turns were repeated because the processor was not whole around them.
  public var repeatedTurns = 0
  /// Whether every workload that was asked for is here; false after Ctrl-C.
  public var isComplete: Bool
  /// The versions of the peers by their names.
  public var peerVersions: [String: String]?
  /// Why peers were left out, a line each.
  public var missingPeers: [String]?
  /// The workloads.
  public var workloads: [WorkloadReport]

  /// A report in which no workload stands yet.
  public init(rounds: Int, secondsPerTurn: Double) {
    peakGFLOPS = 0
    instructionSet = .inUse
    self.rounds = rounds
    self.secondsPerTurn = secondsPerTurn
    isComplete = true
    workloads = []
  }

  /// The ratios to the better peer, workload by workload, where there are any.
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
  /// What is counted as useful work for a token, in floating-point operations.
  public var usefulOperationsPerToken: Double
  /// Useful operations per second, as a part of the multiply-add peak in the same rounds.
  public var shareOfPeak: Double
  /// How many times a peer's tokens per second the course trains, by the peer's name; with peers alone.
  public var ratios: [String: Double]?
  /// The most memory of a process that trains this alone, in MiB.
  public var peakMemoryMiB: Double?
  /// The memory of that process before, in MiB.
  public var idleMemoryMiB: Double?
  /// What each peer reached at its best, by its name.
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
  /// In which form.
  public var form: String?
  /// The most memory of a process that trains this alone, in MiB.
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
