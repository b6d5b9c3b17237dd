import LinearAlgebra
import MatrixKernels

/// One layer's way through a sequence, forward and back, in memory that is allocated once.
///
/// Steps lie one after another, [T][B][…]. A pass is shared by threads: each takes some rows, which are some of the
/// B sequences, forward and back, and afterward some columns of the weights' gradients. What a row or a column
/// gets does not depend on how many threads there are.
package final class FusedPass<Scalar: MatrixScalar>: @unchecked Sendable {
  let weights: FusedWeights<Scalar>
  let direction: Direction
  /// The most steps that there is room for.
  let capacity: Int
  /// B
  let batchSize: Int
  /// T, how many steps the sequences have now.
  package var stepCount: Int

  /// How far the rows of gates lie apart.
  let gateStride: Int
  /// Activations of the gates, [T][B][blocks · H].
  let gates: NumberBuffer<Scalar>
  /// Gradients of the gates' sums, of the same shape; the same memory where a pass goes back only once.
  let gateGradients: NumberBuffer<Scalar>
  /// States, [T + 1][B][H], with the initial state before the first step that is read: a layer that reads forward
  /// has step t in slot t + 1, one that reads backward in slot t.
  package let hidden: NumberBuffer<Scalar>
  /// An LSTM's memories, in the same slots.
  let cell: NumberBuffer<Scalar>?
  /// Gradients of the states, in the same slots. Before the backward pass each slot holds the gradient of the output.
  package let hiddenGradients: NumberBuffer<Scalar>
  /// The gradient of an LSTM's memory in the backward pass, [B][H].
  let cellGradient: NumberBuffer<Scalar>?
  /// A GRU's gradient of what its reset gate makes, [B][H].
  let scratch: NumberBuffer<Scalar>
  /// The length of each sequence, where they differ.
  let lengths: [Int]?

  let kernels = Scalar.kernels.sequence

  /// Memory for a pass.
  ///
  /// - Parameter use: which ways it is to go. Going back overwrites the gates.
  package init(
    _ weights: FusedWeights<Scalar>, direction: Direction = .forward, stepCount: Int, batchSize: Int,
    lengths: [Int]? = nil, use: FusedUse = .training
  ) {
    self.weights = weights
    self.direction = direction
    self.stepCount = stepCount
    self.batchSize = batchSize
    self.lengths = lengths
    capacity = stepCount
    let states = (stepCount + 1) * batchSize * weights.hiddenSize
    gateStride = weights.gateStride
    gates = NumberBuffer(stepCount * batchSize * gateStride)
    gateGradients = gates
    hidden = NumberBuffer(states)
    cell = weights.kind.hasCell ? NumberBuffer(states) : nil
    let way = use.contains(.backward) ? 1 : 0
    hiddenGradients = NumberBuffer(way * states)
    cellGradient = weights.kind.hasCell ? NumberBuffer(way * batchSize * weights.hiddenSize) : nil
    scratch = NumberBuffer(way * batchSize * weights.hiddenSize)
  }

  /// The backward pass after a forward pass, in its own memory: it leaves the other unchanged.
  init(backFrom pass: FusedPass, _ weights: FusedWeights<Scalar>) {
    self.weights = weights
    direction = pass.direction
    stepCount = pass.stepCount
    batchSize = pass.batchSize
    lengths = pass.lengths
    capacity = pass.capacity
    gateStride = pass.gateStride
    gates = pass.gates
    hidden = pass.hidden
    cell = pass.cell
    gateGradients = NumberBuffer(pass.gates.count)
    hiddenGradients = NumberBuffer(pass.hidden.count)
    cellGradient = pass.cell.map { _ in NumberBuffer(pass.batchSize * weights.hiddenSize) }
    scratch = NumberBuffer(pass.batchSize * weights.hiddenSize)
  }
}

/// Which ways a pass is to go.
package struct FusedUse: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// From inputs to states.
  package static let forward = FusedUse(rawValue: 1)
  /// From the states' gradients to all others.
  package static let backward = FusedUse(rawValue: 2)
  /// Both.
  package static let training: FusedUse = [.forward, .backward]
}

/// Where things lie.
extension FusedPass {
  var hiddenSize: Int { weights.hiddenSize }
  var blockColumns: Int { weights.blockColumns }

  /// The slot of the state after step `step`.
  package func slot(after step: Int) -> Int { direction == .forward ? step + 1 : step }
  /// The slot of the state before it, in the order of reading.
  package func slot(before step: Int) -> Int { direction == .forward ? step : step + 1 }
  /// The step that is read at `position`.
  func step(at position: Int) -> Int { direction == .forward ? position : stepCount - 1 - position }
  /// The steps that are read at `positions`.
  func steps(at positions: Range<Int>) -> Range<Int> {
    direction == .forward ? positions : stepCount - positions.upperBound..<stepCount - positions.lowerBound
  }
  /// The slots of the initial and of the final state.
  package var initialSlot: Int { direction == .forward ? 0 : stepCount }
  package var finalSlot: Int { direction == .forward ? stepCount : 0 }

  /// Row `row` of slot `slot` of a buffer of states.
  func state(_ buffer: NumberBuffer<Scalar>, slot: Int, row: Int) -> UnsafeMutablePointer<Scalar> {
    buffer.start + (slot * batchSize + row) * hiddenSize
  }

  /// Row `row` of step `step` of a buffer of gates.
  func gate(_ buffer: NumberBuffer<Scalar>, step: Int, row: Int) -> UnsafeMutablePointer<Scalar> {
    buffer.start + (step * batchSize + row) * gateStride
  }

  /// Rows of states for the kernels.
  func stateRows(_ buffer: NumberBuffer<Scalar>, slot: Int, row: Int) -> mk_rows {
    mk_rows(start: state(buffer, slot: slot, row: row), stride: hiddenSize)
  }

  /// Rows of gates for the kernels.
  func gateRows(_ buffer: NumberBuffer<Scalar>, step: Int, row: Int) -> mk_rows {
    mk_rows(start: gate(buffer, step: step, row: row), stride: gateStride)
  }

  /// The runs of rows at a step that are real, and those that are padding.
  func split(_ rows: Range<Int>, at step: Int) -> (real: [Range<Int>], padded: [Range<Int>]) {
    guard let lengths else { return ([rows], []) }
    return (
      rows.filter { step < lengths[$0] }.map { $0..<$0 + 1 },
      rows.filter { step >= lengths[$0] }.map { $0..<$0 + 1 }
    )
  }
}

/// States and outputs.
extension FusedPass {
  /// The output of the first step, where [T][B][H] starts; for a layer that reads forward.
  package var firstOutput: UnsafeMutablePointer<Scalar> { state(hidden, slot: 1, row: 0) }
  /// Its gradient.
  package var firstOutputGradient: UnsafeMutablePointer<Scalar> { state(hiddenGradients, slot: 1, row: 0) }

  /// Some sequences start from the states in a slot; `nil` starts them from zeros.
  package func startState(rows: Range<Int>, fromSlot source: Int?) {
    if source == initialSlot { return }
    let count = rows.count * hiddenSize
    for buffer in [hidden, cell] {
      guard let buffer else { continue }
      let place = state(buffer, slot: initialSlot, row: rows.lowerBound)
      if let source {
        place.update(from: state(buffer, slot: source, row: rows.lowerBound), count: count)
      } else {
        place.clear(count)
      }
    }
  }

  /// The states in a slot, by the names of their parts.
  package func states(inSlot slot: Int) -> [String: Matrix<Scalar>] {
    let offset = slot * batchSize * hiddenSize
    var parts = ["hidden": hidden.matrix(at: offset, rows: batchSize, columns: hiddenSize)]
    parts["cell"] = cell?.matrix(at: offset, rows: batchSize, columns: hiddenSize)
    return parts
  }

  /// Sets them.
  package func setStates(_ parts: [String: Matrix<Scalar>], inSlot slot: Int) {
    let (offset, shape) = (slot * batchSize * hiddenSize, MatrixShape(batchSize, hiddenSize))
    if let matrix = parts["hidden"] { hidden.copy(matrix, of: shape, to: offset) }
    if let matrix = parts["cell"] { cell?.copy(matrix, of: shape, to: offset) }
  }
}
