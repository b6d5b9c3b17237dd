import EarlierUnits
import LinearAlgebra

/// Every unit keeps its own value and nothing else: the identity, with small inputs.
public func makeStableGradientLayer(
  inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
) throws -> RNNLayer {
  var fromInput = Matrix<Double>.zeros(rows: inputSize, columns: hiddenSize)
  for unit in 0..<hiddenSize { fromInput[unit % inputSize, unit] = 0.01 }
  return RNNLayer(
    weightIH: fromInput, weightHH: .identity(hiddenSize), bias: .zeros(rows: 1, columns: hiddenSize))
}
