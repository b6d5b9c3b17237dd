import LinearAlgebra

/// A cell as the fused sequence path runs it: what its gates do, in a word, and its parameters.
///
/// The path computes what the cell's own `step` and `backward` do, in other loops: one product for all gates of a
/// step, one pass over memory for all that is element by element, and the weights' gradients as one product over
/// all steps.
package struct FusedCell<Scalar: MatrixScalar>: Sendable {
  /// The function of the gates.
  package let kind: FusedKind
  /// Of shape [I, G · H] for G gates.
  package let weightIH: Matrix<Scalar>
  /// Of shape [H, G · H].
  package let weightHH: Matrix<Scalar>
  /// Of shape [1, G · H].
  package let bias: Matrix<Scalar>
  /// Of shape [1, H], where a GRU's reset gate stands after the product.
  package let resetBias: Matrix<Scalar>?

  /// I
  package var inputSize: Int { weightIH.rows }
  /// H
  package var hiddenSize: Int { weightHH.rows }
}

extension FusedCell: CustomStringConvertible {
  /// Its kind and the shapes of its weights, for messages.
  package var description: String { "\(kind) with weights \(weightIH.shape) and \(weightHH.shape)" }
}

/// The kinds of cell that have a fused form.
package enum FusedKind: Equatable, Sendable {
  /// `h = g(a)`
  case rnn(relu: Bool)
  /// Gates i f g o.
  case lstm(showsTanh: Bool)
  /// Gates r z n.
  case gru(resetsAfterProduct: Bool, keepsState: Bool)

  /// G, how many times H columns the parameters have.
  package var gateCount: Int {
    switch self {
    case .rnn: 1
    case .lstm: 4
    case .gru: 3
    }
  }

  /// How many times H numbers a pass keeps for one sequence's step: a GRU has one more than gates, what its reset
  /// gate makes.
  package var blockCount: Int {
    switch self {
    case .rnn: 1
    case .lstm, .gru: 4
    }
  }

  /// Whether the state has a second part, the memory.
  package var hasCell: Bool { if case .lstm = self { true } else { false } }
}

/// A cell that the fused path can run: one of the library's own.
package protocol FusibleCell<Scalar>: RecurrentCell {
  /// The cell's place in the fused path; `nil` for a form of it that has none.
  var fusible: FusedCell<Scalar>? { get }
}

extension RecurrentCell {
  /// The cell as the fused path runs it; `nil` if it has no fused form, and a layer takes its steps one by one.
  package var fusedForm: FusedCell<Scalar>? { (self as? any FusibleCell<Scalar>)?.fusible }
}

extension RNNCell: FusibleCell {
  /// The cell's place in the fused path; `nil` for an activation that it does not know.
  ///
  /// - Precondition: the parameters have the shapes of such a cell, also where they were set one by one.
  package var fusible: FusedCell<Scalar>? {
    checkParameterShapes()
    guard activation == .tanh || activation == .relu else { return nil }
    return FusedCell(
      kind: .rnn(relu: activation == .relu), weightIH: weightIH, weightHH: weightHH, bias: bias,
      resetBias: nil)
  }
}

extension LSTMCell: FusibleCell {
  /// The cell's place in the fused path; `nil` for an activation that it does not know.
  ///
  /// - Precondition: the parameters have the shapes of such a cell, also where they were set one by one.
  package var fusible: FusedCell<Scalar>? {
    checkParameterShapes()
    guard gateActivation == .sigmoid else { return nil }
    return FusedCell(
      kind: .lstm(showsTanh: outputActivation == .tanh), weightIH: weightIH, weightHH: weightHH, bias: bias,
      resetBias: nil)
  }
}

extension GRUCell: FusibleCell {
  /// The cell's place in the fused path; `nil` for an activation that it does not know.
  ///
  /// - Precondition: the parameters have the shapes of such a cell, also where they were set one by one.
  package var fusible: FusedCell<Scalar>? {
    checkParameterShapes()
    guard gateActivation == .sigmoid else { return nil }
    return FusedCell(
      kind: .gru(
        resetsAfterProduct: resetPlacement == .afterProduct, keepsState: updatePolarity == .keepsState),
      weightIH: weightIH, weightHH: weightHH, bias: bias,
      resetBias: resetPlacement == .afterProduct ? resetBias : nil)
  }
}
