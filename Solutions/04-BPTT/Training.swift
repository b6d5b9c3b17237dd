import LinearAlgebra

/// Task 6. Trains a network until it has learned the task that the sequences show.
///
/// The sequences repeat their input some steps later: the input of step t is the target of step t + 1, or of step
/// t + 2. The trained network must predict such targets for sequences it has never seen, with a loss of less than
/// 0.2 nats per step. How you get there is up to you: gradient descent is enough.
///
/// - Parameters:
///   - network: the network to start from, with small random weights.
///   - inputs: X_1 … X_T, each [B, I], all B sequences together.
///   - targets: for each step the B true classes.
/// - Returns: the trained network.
public func trained(
  _ network: RNN, on inputs: [Matrix<Double>], targets: [[Int]]
) throws -> RNN {
  var network = network
  var velocity = network.zeroed()
  let start = Matrix<Double>.zeros(rows: inputs[0].rows, columns: network.bias.columns)
  let predictionCount = Double(inputs.count * inputs[0].rows)
  for _ in 0..<300 {
    let (logits, caches) = network.forward(inputs, from: start)
    let logitGradients = try sequenceLoss(logits: logits, targets: targets).gradients
    var gradient = try network.backward(logitGradients, through: caches).parameters
    gradient.scale(by: 1 / predictionCount)  // of the mean loss, so that the rate does not depend on B and T
    velocity.scale(by: 0.9)  // momentum: most of the last movement goes on
    velocity.add(gradient, times: -0.5)  // downhill
    network.add(velocity, times: 1)
  }
  return network
}
