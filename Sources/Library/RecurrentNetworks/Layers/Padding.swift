import LinearAlgebra

/// The rows of a batch that have no input at a step, since their sequences have ended.
package struct Padding {
  /// The padded rows, often none.
  package let rows: [Int]

  /// The padding at step `step`, counted from 0, of sequences of these lengths.
  package init(at step: Int, lengths: [Int]?) {
    rows = lengths.map { lengths in lengths.indices.filter { step >= lengths[$0] } } ?? []
  }

  /// The matrix with zeros in its padded rows, whatever stood there.
  package func zeroing<Scalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> {
    guard !rows.isEmpty else { return matrix }
    return replacing(matrix, by: .zeros(matrix.shape))
  }

  /// The state with zeros in its padded rows.
  package func zeroing<State: RecurrentState>(_ state: State) -> State {
    rows.isEmpty ? state : state.combined(with: state) { part, _ in zeroing(part) }
  }

  /// The new state, but the old one in its padded rows.
  package func keeping<State: RecurrentState>(_ old: State, in new: State) -> State {
    rows.isEmpty ? new : new.combined(with: old, by: replacing)
  }

  private func replacing<Scalar>(_ matrix: Matrix<Scalar>, by other: Matrix<Scalar>) -> Matrix<Scalar> {
    var result = matrix
    for row in rows {
      for column in 0..<matrix.columns { result[row, column] = other[row, column] }
    }
    return result
  }

  /// Traps unless there is one length per sequence, each at least 0 and at most T.
  static func check(_ lengths: [Int]?, batchSize: Int, stepCount: Int) {
    guard let lengths else { return }
    require(
      lengths.count == batchSize && lengths.allSatisfy { (0...stepCount).contains($0) },
      "\(batchSize) sequences of at most \(stepCount) steps have \(batchSize) lengths from 0 to \(stepCount), not \(lengths)"
    )
  }
}
