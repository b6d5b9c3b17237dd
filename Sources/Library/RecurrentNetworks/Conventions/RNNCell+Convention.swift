import LinearAlgebra

extension RNNCell: ConvertibleCell {
  /// A tanh cell with the weights of a convention.
  public init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention) throws {
    try self.init(weights, convention: convention, activation: .tanh)
  }

  /// A cell with the weights of a convention; the activation is none of them and has to be known.
  ///
  /// - Throws: ``InvalidWeightsError`` if a tensor is missing, unknown, or of another shape.
  public init(_ weights: [String: Matrix<Scalar>], convention: WeightConvention, activation: Activation)
    throws
  {
    let taken = try convention.take(weights, as: convention.rnn, Self.kind)
    self.init(
      weightIH: taken.weightIH, weightHH: taken.weightHH, bias: taken.bias, activation: activation)
  }

  /// The weights of a plain cell of the convention, which is to be given the same activation.
  public func weights(in convention: WeightConvention) throws -> [String: Matrix<Scalar>] {
    checkParameterShapes()
    return convention.give(GateWeights(weightIH, weightHH, bias: bias), as: convention.rnn)
  }
}
