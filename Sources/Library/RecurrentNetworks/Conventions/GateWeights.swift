import LinearAlgebra

/// The parameters of a cell on their way from one convention to another: `x · W` with all gates side by side, the
/// biases of both products apart. The order of the gates is known to its owner.
struct GateWeights<Scalar: MatrixScalar> {
  /// [I, G·H]
  var weightIH: Matrix<Scalar>
  /// [H, G·H]
  var weightHH: Matrix<Scalar>
  /// Next to the input's product, [1, G·H].
  var inputBias: Matrix<Scalar>
  /// Next to the state's product, [1, G·H].
  var hiddenBias: Matrix<Scalar>
  /// [1, 3H], if there are any.
  var peepholes: Matrix<Scalar>?

  /// The parameters of a cell with one bias.
  init(_ weightIH: Matrix<Scalar>, _ weightHH: Matrix<Scalar>, bias: Matrix<Scalar>) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    inputBias = bias
    hiddenBias = .zeros(bias.shape)
  }

  /// H.
  var hiddenSize: Int { weightHH.rows }

  /// The one bias that both biases amount to, [1, G·H]. Where the second is 0 the first stays to the bit; adding
  /// 0 would lose the sign of -0.
  var bias: Matrix<Scalar> {
    Matrix(
      rows: 1, columns: inputBias.columns,
      elements: zip(inputBias.elements, hiddenBias.elements).map { $1 == 0 ? $0 : $0 + $1 })
  }

  /// The same parameters with their gates in another order; the peepholes stay.
  func reordered(from old: GateOrder, to new: GateOrder) -> GateWeights {
    var result = self
    result.weightIH = weightIH.reordered(from: old, to: new)
    result.weightHH = weightHH.reordered(from: old, to: new)
    result.inputBias = inputBias.reordered(from: old, to: new)
    result.hiddenBias = hiddenBias.reordered(from: old, to: new)
    return result
  }
}
