import EarlierUnits
import LinearAlgebra

/// Task 4. The backward pass of `lastStates`: each sequence's gradient is at its own last step, zeros everywhere else.
///
/// - Parameters:
///   - gradient: dL/d(last states), [B, H].
///   - lengths: B numbers from 1 to T.
///   - stepCount: T.
/// - Returns: the parts of dL/dH_1 … dL/dH_T that come from the output, each [B, H].
public func scatterToLastSteps(
  _ gradient: Matrix<Double>, lengths: [Int], stepCount: Int
) throws -> [Matrix<Double>] {
  (0..<stepCount).map { step in
    gradient * Matrix(lengths.map { [step == $0 - 1 ? 1.0 : 0.0] })  // [B, H] times [B, 1]
  }
}

extension SequenceNetwork {
  /// Task 4. The gradients of all parameters if every step has an answer.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T, each [B, Q].
  ///   - cache: the cache `manyToMany(_:)` returned.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToManyGradients(
    _ logitGradients: [Matrix<Double>], through cache: RNNLayer.Cache
  ) throws -> SequenceNetwork {
    var result = zeroed()
    var stateGradients: [Matrix<Double>] = []
    for (step, logitGradient) in logitGradients.enumerated() {
      let back = output.backward(logitGradient, input: cache.states[step + 1])  // states[0] is H_0
      result.output.add(back.parameters, times: 1)  // one output layer for all steps, so their parts add up
      stateGradients.append(back.input)
    }
    result.layer = layer.backward(stateGradients, through: cache).parameters
    return result
  }

  /// Task 4. The gradients of all parameters if every sequence has one answer.
  ///
  /// - Parameters:
  ///   - logitGradient: dL/dZ, [B, Q].
  ///   - cache: the cache `manyToOne(_:lengths:)` returned.
  ///   - lengths: the lengths it received.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToOneGradients(
    _ logitGradient: Matrix<Double>, through cache: RNNLayer.Cache, lengths: [Int]
  ) throws -> SequenceNetwork {
    let last = try lastStates(Array(cache.states.dropFirst()), lengths: lengths)
    let back = output.backward(logitGradient, input: last)
    let stateGradients = try scatterToLastSteps(back.input, lengths: lengths, stepCount: cache.inputs.count)
    let through = layer.backward(stateGradients, through: cache)
    return SequenceNetwork(layer: through.parameters, output: back.parameters)
  }
}
