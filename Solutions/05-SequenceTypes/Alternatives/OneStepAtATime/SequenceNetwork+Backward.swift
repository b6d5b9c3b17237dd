import EarlierUnits
import LinearAlgebra

/// Task 4, number by number.
public func scatterToLastSteps(
  _ gradient: Matrix<Double>, lengths: [Int], stepCount: Int
) throws -> [Matrix<Double>] {
  var result = [Matrix<Double>](repeating: .zeros(gradient.shape), count: stepCount)
  for (row, length) in lengths.enumerated() {
    for column in 0..<gradient.columns { result[length - 1][row, column] = gradient[row, column] }
  }
  return result
}

extension SequenceNetwork {
  /// Task 4, from the last step to the first.
  public func manyToManyGradients(
    _ logitGradients: [Matrix<Double>], through cache: RNNLayer.Cache
  ) throws -> SequenceNetwork {
    var result = zeroed()
    var fromLater = layer.initialState(batchSize: cache.inputs[0].rows)
    for step in cache.inputs.indices.reversed() {
      let state = cache.states[step + 1]
      result.output.weight += matmul(state.transposed(), logitGradients[step])
      result.output.bias += logitGradients[step].columnSums()
      let arriving = matmul(logitGradients[step], output.weight.transposed()) + fromLater
      let back = layer.stepBackward(
        arriving, input: cache.inputs[step], previousState: cache.states[step], state: state)
      result.layer.add(back.parameters, times: 1)
      fromLater = back.previousState
    }
    return result
  }

  /// Task 4: many-to-many, where all answers but the last of each row have no gradient.
  public func manyToOneGradients(
    _ logitGradient: Matrix<Double>, through cache: RNNLayer.Cache, lengths: [Int]
  ) throws -> SequenceNetwork {
    try manyToManyGradients(
      scatterToLastSteps(logitGradient, lengths: lengths, stepCount: cache.inputs.count), through: cache)
  }
}
