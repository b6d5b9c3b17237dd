import LinearAlgebra

extension WeightConvention {
  /// Parameters whose gates are in the convention's order, as its tensors.
  func give<Scalar>(_ weights: GateWeights<Scalar>, as form: CellForm) -> [String: Matrix<Scalar>] {
    var result: [String: Matrix<Scalar>] = [:]
    func put(_ matrix: Matrix<Scalar>, _ name: String, transposing: Bool = false) {
      let names = names(name, form)
      let width = matrix.columns / names.count
      for (index, name) in names.enumerated() {
        let part = matrix.columns(index * width..<(index + 1) * width)
        result[name] = transposing ? part.transposed() : part
      }
    }
    put(weights.weightIH, weightIH, transposing: layout == .outputsByInputs)
    put(weights.weightHH, weightHH, transposing: layout == .outputsByInputs)
    switch form.biases {
    case .one(let name): put(weights.bias, name)
    case .two(let input, let hidden):
      put(weights.inputBias, input)
      put(weights.hiddenBias, hidden)
    case .twoInARow(let name): put(concatenate(columns: [weights.inputBias, weights.hiddenBias]), name)
    case .twoRows(let name): put(concatenate(rows: [weights.inputBias, weights.hiddenBias]), name)
    }
    if let peepholes = form.peepholes, let values = weights.peepholes { result[peepholes.name] = values }
    return result
  }
}
