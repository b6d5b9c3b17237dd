import EarlierUnits
import LinearAlgebra

/// A ring: every unit passes its value on to the next one, sometimes with the sign flipped.
public func makeStableGradientLayer(
  inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
) throws -> RNNLayer {
  var ring = Matrix<Double>.zeros(rows: hiddenSize, columns: hiddenSize)
  for unit in 0..<hiddenSize { ring[unit, (unit + 1) % hiddenSize] = Bool.random(using: &generator) ? 1 : -1 }
  let fromInput = Matrix<Double>.normal(
    rows: inputSize, columns: hiddenSize, standardDeviation: 0.01, using: &generator)
  return RNNLayer(weightIH: fromInput, weightHH: ring, bias: .zeros(rows: 1, columns: hiddenSize))
}
