import LinearAlgebra

extension WeightConvention {
  /// The parameters in a set of tensors, in the convention's own order of gates.
  ///
  /// Biases that are not there are zero. Tensors of other names are refused, so that a misspelled bias cannot be
  /// taken for one that is not there.
  ///
  /// - Throws: ``InvalidWeightsError`` naming the tensor that is missing, unknown or of another shape.
  func take<Scalar>(_ weights: [String: Matrix<Scalar>], as form: CellForm, _ kind: String) throws
    -> GateWeights<Scalar>
  {
    let expected = try check(weights, form, "\(name)'s \(kind)")
    func joined(_ name: String) -> Matrix<Scalar> {
      let parts = names(name, form).map { weights[$0] ?? .zeros(expected[$0]!) }
      return concatenate(columns: parts)
    }
    func weight(_ name: String) -> Matrix<Scalar> {
      let parts = names(name, form).map { weights[$0]! }
      return concatenate(columns: layout == .inputsByOutputs ? parts : parts.map { $0.transposed() })
    }
    var result = GateWeights(
      weight(weightIH), weight(weightHH), bias: .zeros(rows: 1, columns: weight(weightHH).columns))
    switch form.biases {
    case .one(let name): result.inputBias = joined(name)
    case .two(let input, let hidden): (result.inputBias, result.hiddenBias) = (joined(input), joined(hidden))
    case .twoInARow(let name):
      let both = joined(name)
      result.inputBias = both.columns(0..<both.columns / 2)
      result.hiddenBias = both.columns(both.columns / 2..<both.columns)
    case .twoRows(let name):
      (result.inputBias, result.hiddenBias) = (joined(name).row(0), joined(name).row(1))
    }
    result.peepholes = form.peepholes.flatMap { weights[$0.name] }
    return result
  }

  /// Holds every tensor against what the convention has.
  ///
  /// - Returns: the shape of each of the convention's tensors.
  private func check<Scalar>(_ weights: [String: Matrix<Scalar>], _ form: CellForm, _ whose: String) throws
    -> [String: MatrixShape]
  {
    let (inputSize, hiddenSize) = try sizes(weights, form, whose)
    let expected = tensors(of: form, inputSize: inputSize, hiddenSize: hiddenSize)
    let shapes = Dictionary(uniqueKeysWithValues: expected.map { ($0.name, $0.shape) })
    if let unknown = weights.keys.sorted().first(where: { shapes[$0] == nil }) {
      let known = expected.map(\.name).joined(separator: ", ")
      throw InvalidWeightsError(
        "\(whose) has no tensor \(unknown.debugDescription): its tensors are \(known)")
    }
    let biases = expected.filter { $0.isOptional && $0.name != form.peepholes?.name }
    let hasBiases = biases.contains { weights[$0.name] != nil }
    for tensor in expected {
      guard let matrix = weights[tensor.name] else {
        let isLeftOut = tensor.isOptional && (!hasBiases || tensor.name == form.peepholes?.name)
        if isLeftOut { continue }
        throw InvalidWeightsError("\(whose) has a tensor \(tensor.name), and it is missing here")
      }
      guard matrix.shape == tensor.shape else {
        throw InvalidWeightsError(
          """
          \(whose) with \(inputSize) inputs and \(hiddenSize) units has \(tensor.name) of shape \(tensor.shape), \
          not \(matrix.shape)
          """)
      }
    }
    return shapes
  }

  /// I and H, read off the weights' inner dimensions.
  private func sizes<Scalar>(_ weights: [String: Matrix<Scalar>], _ form: CellForm, _ whose: String) throws
    -> (inputSize: Int, hiddenSize: Int)
  {
    func inner(_ name: String) throws -> Int {
      let first = names(name, form)[0]
      guard let matrix = weights[first] else {
        throw InvalidWeightsError("\(whose) has a tensor \(first), and it is missing here")
      }
      // With no elements the other dimension may be of any length, which nothing stands behind.
      guard matrix.count >= 1 else {
        throw InvalidWeightsError("\(first) of shape \(matrix.shape) holds nothing")
      }
      return layout == .inputsByOutputs ? matrix.rows : matrix.columns
    }
    return (try inner(weightIH), try inner(weightHH))
  }
}
