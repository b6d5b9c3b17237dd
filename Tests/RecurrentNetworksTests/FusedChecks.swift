import LinearAlgebra
import RecurrentNetworks
import XCTest

/// A cell of every kind and form that has a fused path, with a name for messages.
func fusedCells<Scalar: MatrixScalar>(
  _ type: Scalar.Type, inputSize: Int = Size.input, hiddenSize: Int, seed: UInt64 = 72
) -> [(name: String, cell: any RecurrentCell)] {
  var generator = SplitMix64(seed: seed)
  var cells: [(name: String, cell: any RecurrentCell)] = []
  for activation in [Activation.tanh, .relu] {
    let cell = RNNCell<Scalar>(
      inputSize: inputSize, hiddenSize: hiddenSize, activation: activation, using: &generator)
    cells.append(("RNN \(activation)", cell))
  }
  for activation in OutputActivation.allCases {
    let cell = LSTMCell<Scalar>(
      inputSize: inputSize, hiddenSize: hiddenSize, outputActivation: activation, using: &generator)
    cells.append(("LSTM \(activation)", cell))
  }
  for placement in GRUCell<Scalar>.ResetPlacement.allCases {
    for polarity in UpdatePolarity.allCases {
      let cell = GRUCell<Scalar>(
        inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: placement, updatePolarity: polarity,
        using: &generator)
      cells.append(("GRU \(placement) \(polarity)", cell))
    }
  }
  return cells
}

extension Matrix {
  /// The largest absolute value, NaN if there is one.
  var largestSize: Double { count == 0 ? 0 : Double(Swift.max(maximum(), (-self).maximum())) }
}

/// The fused path takes the sequence, and every number agrees with the cell's own steps, up to `tolerance` of the
/// largest of its tensor.
func assertFusedIsStepwise<Cell: RecurrentCell>(
  _ cell: Cell, _ setting: FusedSetting = FusedSetting(), within tolerance: Double, _ name: String,
  file: StaticString = #filePath, line: UInt = #line
) {
  let example = FusedExample(cell, setting)
  assertAgree(
    example.tensors(), example.stepwiseTensors(), within: tolerance, "\(name) H\(cell.hiddenSize) \(setting)",
    file: file, line: line)
}

/// Compares lists of tensors by name, shape and number.
func assertAgree<Scalar: MatrixScalar>(
  _ actual: [(name: String, values: [Matrix<Scalar>])],
  _ expected: [(name: String, values: [Matrix<Scalar>])],
  within tolerance: Double, _ label: @autoclosure () -> String, file: StaticString, line: UInt
) {
  guard actual.map(\.name) == expected.map(\.name) else {
    return XCTFail("\(actual.map(\.name)) is not \(expected.map(\.name)) \(label())", file: file, line: line)
  }
  for ((name, ours), (_, theirs)) in zip(actual, expected) {
    guard ours.map(\.shape) == theirs.map(\.shape) else {
      XCTFail(
        "\(name): \(ours.map(\.shape)) is not \(theirs.map(\.shape)) \(label())", file: file, line: line)
      continue
    }
    let largest = theirs.map(\.largestSize).max() ?? 0
    for (index, (x, y)) in zip(ours, theirs).enumerated() where !((x - y).largestSize <= tolerance * largest)
    {
      XCTFail(
        "\(name)[\(index)] is off by \((x - y).largestSize / largest) of the largest, \(largest); \(label())",
        file: file, line: line)
    }
  }
}
