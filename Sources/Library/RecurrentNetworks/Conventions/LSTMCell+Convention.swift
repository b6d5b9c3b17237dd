import LinearAlgebra

/// The order of our columns.
private let ourOrder: GateOrder = "i f c o"
/// The order of our peepholes' rows.
private let ourPeepholeOrder: GateOrder = "i f o"

extension LSTMCell: ConvertibleCell {
  /// A standard cell with the weights of a convention.
  public init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention) throws {
    let form = try convention.lstmForm()
    let taken = try convention.take(weights, as: form, Self.kind)
    if let peepholes = form.peepholes, taken.peepholes != nil {
      throw InvalidWeightsError("the peepholes \(peepholes.name) make it a PeepholeLSTMCell, not an LSTMCell")
    }
    let ours = taken.reordered(from: form.gates, to: ourOrder)
    self.init(weightIH: ours.weightIH, weightHH: ours.weightHH, bias: ours.bias)
  }

  /// The weights of an LSTM of the convention; all of them show the memory through tanh.
  public func weights(in convention: WeightConvention) throws -> [String: Matrix<Scalar>] {
    checkParameterShapes()
    let form = try convention.lstmForm()
    guard outputActivation == .tanh else {
      throw InvalidWeightsError(
        "\(convention.name)'s LSTM shows tanh(C), and this cell shows C itself: no weights compute the same")
    }
    let ours = GateWeights(weightIH, weightHH, bias: bias)
    return convention.give(ours.reordered(from: ourOrder, to: form.gates), as: form)
  }
}

extension PeepholeLSTMCell: ConvertibleCell {
  /// A cell with the weights of a convention that knows peepholes, as ONNX does.
  public init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention) throws {
    let form = try convention.lstmForm()
    let order = try convention.peepholes(of: form)
    let taken = try convention.take(weights, as: form, Self.kind)
    guard let peepholes = taken.peepholes else {
      throw InvalidWeightsError("without a tensor \(order.name) it is an LSTMCell, not a PeepholeLSTMCell")
    }
    let ours = taken.reordered(from: form.gates, to: ourOrder)
    let row = peepholes.reordered(from: order.order, to: ourPeepholeOrder)  // [1, 3H], row after row [3, H]
    self.init(
      weightIH: ours.weightIH, weightHH: ours.weightHH, bias: ours.bias,
      peepholes: Matrix(rows: 3, columns: ours.hiddenSize, elements: row.elements))
  }

  /// The weights of an LSTM with peepholes of the convention.
  public func weights(in convention: WeightConvention) throws -> [String: Matrix<Scalar>] {
    checkParameterShapes()
    let form = try convention.lstmForm()
    let order = try convention.peepholes(of: form)
    var theirs = GateWeights(weightIH, weightHH, bias: bias).reordered(from: ourOrder, to: form.gates)
    let row = Matrix(rows: 1, columns: peepholes.count, elements: peepholes.elements)
    theirs.peepholes = row.reordered(from: ourPeepholeOrder, to: order.order)
    return convention.give(theirs, as: form)
  }
}

extension WeightConvention {
  fileprivate func lstmForm() throws -> CellForm {
    guard let lstm else { throw InvalidWeightsError("\(name) has no LSTM") }
    return lstm
  }

  fileprivate func peepholes(of form: CellForm) throws -> Peepholes {
    guard let peepholes = form.peepholes else {
      throw InvalidWeightsError("\(name)'s LSTM has no peepholes: its gates do not see the memory")
    }
    return peepholes
  }
}
