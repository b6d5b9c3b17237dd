import LinearAlgebra

/// The order of our columns.
private let ourOrder: GateOrder = "r z h"

extension GRUCell: ConvertibleCell {
  /// A cell with the weights of a convention, of the convention's placement of the reset gate and its polarity.
  public init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention) throws {
    let form = try convention.gruForm()
    let ours = try convention.take(weights, as: form.cell, Self.kind)
      .reordered(from: form.cell.gates, to: ourOrder)
    var bias = ours.bias
    var resetBias: Matrix<Scalar>?
    if form.resetAfterProduct {
      // The reset gate is between the candidate's two biases, so they stay two.
      let candidate = 2 * ours.hiddenSize..<3 * ours.hiddenSize
      bias.setColumns(from: candidate.lowerBound, to: ours.inputBias.columns(candidate))
      resetBias = ours.hiddenBias.columns(candidate)
    }
    self.init(
      weightIH: ours.weightIH, weightHH: ours.weightHH, bias: bias, resetBias: resetBias,
      resetPlacement: form.resetAfterProduct ? .afterProduct : .beforeProduct,
      updatePolarity: form.updatePolarity)
  }

  /// The weights of a GRU of the convention. The polarity is converted; the placement of the reset gate cannot be.
  public func weights(in convention: WeightConvention) throws -> [String: Matrix<Scalar>] {
    checkParameterShapes()
    let form = try convention.gruForm()
    try check(form, of: convention.name)
    let cell = converted(to: form.updatePolarity)
    var ours = GateWeights(cell.weightIH, cell.weightHH, bias: cell.bias)
    if form.resetAfterProduct { ours.hiddenBias.setColumns(from: 2 * hiddenSize, to: cell.resetBias) }
    return convention.give(ours.reordered(from: ourOrder, to: form.cell.gates), as: form.cell)
  }

  private func check(_ form: WeightConvention.GRUForm, of name: String) throws {
    let placements = ["(R ⊙ H) · W, before the product", "R ⊙ (H · W + c), after the product"]
    let isAfter = resetPlacement == .afterProduct
    guard isAfter == form.resetAfterProduct else {
      throw InvalidWeightsError(
        """
        \(name)'s GRU has its reset gate in \(placements[isAfter ? 0 : 1]), and this cell in \
        \(placements[isAfter ? 1 : 0]): no weights compute the same
        """)
    }
    if isAfter, case .one = form.cell.biases, resetBias.elements.contains(where: { $0 != 0 }) {
      throw InvalidWeightsError(
        "\(name)'s GRU has one bias, and the reset gate of this cell stands between two: no weights compute the same"
      )
    }
  }
}

extension WeightConvention {
  fileprivate func gruForm() throws -> GRUForm {
    guard let gru else { throw InvalidWeightsError("\(name) has no GRU") }
    return gru
  }
}
