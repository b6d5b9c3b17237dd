import EarlierUnits
import LinearAlgebra

/// Task 6. Train a deep network, with your own functions, to answer at every step: *are the bits of this step and of two
/// steps ago different?*
///
/// The inputs are single bits, 0 or 1, each [B, 1]; before the first step everything is 0. The prediction [B, 2] must
/// make class 1 more likely if they differ. The network has at least two recurrent layers, and at least 95 % of its
/// answers on new sequences of 20 steps must be correct. You have ten seconds.
///
/// - Parameter generator: the source of the weights and the training data.
/// - Returns: the trained network.
public func trainDetective(using generator: inout SplitMix64) throws -> DeepRNN {
  let (batch, steps) = (16, 20)
  var network = DeepRNN(inputSize: 1, hiddenSizes: [12, 12], denseSize: 8, outputSize: 2, using: &generator)
  var optimizer = Adam(for: network, learningRate: 0.02)
  for _ in 0..<250 {
    var inputs: [Matrix<Double>] = []
    var targets: [[Int]] = []
    var bits: [[Int]] = []
    for step in 0..<steps {
      bits.append((0..<batch).map { _ in Int.random(in: 0...1, using: &generator) })
      let earlier = step >= 2 ? bits[step - 2] : Array(repeating: 0, count: batch)
      inputs.append(Matrix(bits[step].map { [Double($0)] }))  // [B, 1]
      targets.append(zip(bits[step], earlier).map { $0 ^ $1 })
    }
    optimizer.update(&network, along: try network.gradient(inputs, targets))
  }
  return network
}

extension DeepRNN {
  /// The gradient of the mean cross-entropy with respect to every parameter.
  fileprivate func gradient(_ inputs: [Matrix<Double>], _ targets: [[Int]]) throws -> DeepRNN {
    let (hidden, caches) = try forward(inputs)
    var gradient = zeroed()
    let scale = 1 / Double(inputs.count * inputs[0].rows)
    var hiddenGradients: [Matrix<Double>] = []
    for (state, classes) in zip(hidden, targets) {
      let activation = tanh(dense.forward(state))  // [B, D]
      let logitGradient = crossEntropyGradient(logits: output.forward(activation), targets: classes) * scale
      let fromOutput = output.backward(logitGradient, input: activation)
      let fromDense = dense.backward(fromOutput.input * (1 - activation * activation), input: state)
      gradient.output.add(fromOutput.parameters, times: 1)
      gradient.dense.add(fromDense.parameters, times: 1)
      hiddenGradients.append(fromDense.input)
    }
    gradient.layers = try backward(hiddenGradients, through: caches).layers
    return gradient
  }
}
