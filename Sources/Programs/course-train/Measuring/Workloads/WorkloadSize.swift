import SequenceTraining

/// The fixed sizes of the benchmark.
public enum WorkloadSize: String, CaseIterable, Sendable {
  /// V 28, H 64, B 16, T 32: letters of names, where overhead dominates.
  case small
  /// V 65, H 256, B 32, T 64: the scale of `course train` on a book.
  case medium
  /// V 65, H 512, B 64, T 64: where matrix products dominate.
  case large
  /// V 65, H 100, B 1, T 25: one sequence at a time, as in the classic character model.
  case single

  /// The workload of this size.
  public func workload(cell: CellKind, layerCount: Int) -> Workload {
    let (vocabulary, hidden, batch, steps) =
      switch self {
      case .small: (28, 64, 16, 32)
      case .medium: (65, 256, 32, 64)
      case .large: (65, 512, 64, 64)
      case .single: (65, 100, 1, 25)
      }
    return Workload(
      cell: cell, layerCount: layerCount, vocabularySize: vocabulary, hiddenSize: hidden, batchSize: batch,
      stepCount: steps)
  }
}

/// A workload of the benchmark and the name of its size.
public struct NamedWorkload: Hashable, Sendable {
  /// The size.
  public let size: WorkloadSize
  /// All sizes.
  public let workload: Workload

  /// The size's workload for a cell and a number of layers.
  public init(_ size: WorkloadSize, cell: CellKind, layerCount: Int) {
    self.size = size
    workload = size.workload(cell: cell, layerCount: layerCount)
  }

  /// The numbers of layers of the benchmark.
  public static let layerCounts = [1, 2]

  /// Every workload, in the order of the report.
  public static let all = WorkloadSize.allCases.flatMap { size in
    CellKind.allCases.flatMap { cell in
      layerCounts.map { NamedWorkload(size, cell: cell, layerCount: $0) }
    }
  }
}
