import SequenceTraining

/// How the speed of training changes with one size while the others stay.
public struct GrowthStudy: Sendable {
  /// What changes.
  public enum Axis: String, CaseIterable, Sendable {
    /// H
    case hiddenSize
    /// T
    case stepCount
    /// B
    case batchSize
    /// How many threads share the work.
    case threads

    /// `hidden size H`
    public var title: String {
      switch self {
      case .hiddenSize: "hidden size H"
      case .stepCount: "steps T"
      case .batchSize: "batch B"
      case .threads: "threads"
      }
    }
  }

  /// One workload and how fast it was.
  public struct Point: Sendable, Equatable {
    /// The axis's value.
    public var value: Int
    /// The median over the rounds.
    public var tokensPerSecond: Double
    /// Useful operations per second in billions.
    public var gigaflops: Double
    /// The multiply-add peak of as many cores as there were threads, in the same rounds, in billions per second.
    public var peak: Double
  }

  /// The workload each axis starts from.
  public let base: Workload

  /// A study around the medium workload with a kind of cell and a number of layers.
  public init(cell: CellKind, layerCount: Int) {
    base = WorkloadSize.medium.workload(cell: cell, layerCount: layerCount)
  }

  /// The values that an axis takes.
  public func values(of axis: Axis, cores: Int) -> [Int] {
    switch axis {
    case .hiddenSize: [64, 128, 256, 512, 1024]
    case .stepCount: [8, 16, 32, 64, 128, 256]
    case .batchSize: [1, 2, 4, 8, 16, 32, 64, 128]
    case .threads: Array(1...max(1, cores))
    }
  }

  /// The request to the course at a value of an axis.
  public func request(_ axis: Axis, _ value: Int, seconds: Double, threads: Int?) -> SpeedRequest {
    var request = SpeedRequest(workload: base, seconds: seconds, threads: threads)
    switch axis {
    case .hiddenSize: request.workload.hiddenSize = value
    case .stepCount: request.workload.stepCount = value
    case .batchSize: request.workload.batchSize = value
    case .threads: request.threads = value
    }
    return request
  }

  /// Measures an axis: every value has its turn in each round, repeated if the processor was slowed down
  /// around it.
  ///
  /// - Parameters:
  ///   - willStart: receives the value whose turn it is; throws to stop.
  /// - Throws: ``ContestantError`` if the course fails, and what `willStart` throws.
  public func run(
    _ axis: Axis, cores: Int, rounds: Int, seconds: Double, threads: Int?, on course: ContestantProcess,
    willStart: (Int) throws -> Void
  ) throws -> [Point] {
    let requests = values(of: axis, cores: cores).map {
      ($0, request(axis, $0, seconds: seconds, threads: threads))
    }
    var speeds: [Int: [Double]] = [:]
    var peaks: [Int: [Double]] = [:]
    var watches: [Int: ProcessorPeakMonitor] = [:]
    for _ in 1...rounds {
      for (value, request) in requests {
        try willStart(value)
        let count = min(cores, request.threads ?? cores)
        let (answer, peak) = try watches[count, default: ProcessorPeakMonitor.over(threadCount: count)]
          .undisturbed {
            try course.answer(request)
          }
        peaks[value, default: []].append(peak)
        speeds[value, default: []].append(answer.tokensPerSecond)
      }
    }
    return requests.map { value, request in
      let speed = median(speeds[value] ?? [0])
      return Point(
        value: value, tokensPerSecond: speed,
        gigaflops: speed * request.workload.usefulOperationsPerToken * 1e-9, peak: median(peaks[value] ?? [0])
      )
    }
  }
}
