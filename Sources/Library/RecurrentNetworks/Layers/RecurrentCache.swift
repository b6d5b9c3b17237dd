import LinearAlgebra

/// The values a recurrent layer caches for its backward pass: one cache per step, in the order of the inputs.
///
/// On the fused path the layer keeps what that path needs, and a step's own cache is computed anew when it is asked
/// for: from the step's input and the state before it.
public struct RecurrentCache<Cell: RecurrentCell>: RandomAccessCollection, Sendable {
  private enum Storage: Sendable {
    case steps([Cell.Cache], states: [Cell.State])
    case fused(FusedRun<Cell.Scalar>, Cell)
  }

  private let storage: Storage

  /// The caches of the cell's own steps, and the states after them.
  init(_ steps: [Cell.Cache], states: [Cell.State]) { storage = .steps(steps, states: states) }

  /// A sequence that was read on the fused path, by `cell`.
  init(_ run: FusedRun<Cell.Scalar>, of cell: Cell) { storage = .fused(run, cell) }

  /// The sequence on the fused path, if it was read there.
  var run: FusedRun<Cell.Scalar>? { if case .fused(let run, _) = storage { run } else { nil } }

  /// The first step, 0.
  public var startIndex: Int { 0 }

  /// T
  public var endIndex: Int {
    switch storage {
    case .steps(let caches, _): caches.count
    case .fused(let run, _): run.pass.stepCount
    }
  }

  /// The cache of step `step`, counted from 0.
  public subscript(step: Int) -> Cell.Cache {
    require(indices.contains(step), "there is no step \(step) in a sequence of \(count)")
    switch storage {
    case .steps(let caches, _): return caches[step]
    case .fused(let run, let cell):
      return cell.step(run.input(at: step), from: state(of: run, inSlot: run.pass.slot(before: step))).cache
    }
  }

  /// The state after a step, counted from 0.
  func state(after step: Int) -> Cell.State {
    switch storage {
    case .steps(_, let states): states[step]
    case .fused(let run, _): state(of: run, inSlot: run.pass.slot(after: step))
    }
  }

  private func state(of run: FusedRun<Cell.Scalar>, inSlot slot: Int) -> Cell.State {
    guard let state = Cell.State(parts: run.state(inSlot: slot)) else {
      stop("a \(Cell.kind) has no state of the fused path's parts", file: #fileID, line: #line)
    }
    return state
  }
}
