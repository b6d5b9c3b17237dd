import Foundation
import LinearAlgebra

/// Adam instead of momentum.
public func trained(
  _ network: RNN, on inputs: [Matrix<Double>], targets: [[Int]]
) throws -> RNN {
  var network = network
  var (mean, square) = (network.zeroed(), network.zeroed())
  let start = Matrix<Double>.zeros(rows: inputs[0].rows, columns: network.bias.columns)
  for update in 1...400 {
    let (logits, caches) = network.forward(inputs, from: start)
    let loss = try sequenceLoss(logits: logits, targets: targets)
    let gradient = try network.backward(loss.gradients, through: caches).parameters
    for (_, path) in network.namedParameters {
      let slope = gradient[keyPath: path]
      mean[keyPath: path] = mean[keyPath: path] * 0.9 + slope * 0.1
      square[keyPath: path] = square[keyPath: path] * 0.999 + slope * slope * 0.001
      let rate = 0.01 * (1 - pow(0.999, Double(update))).squareRoot() / (1 - pow(0.9, Double(update)))
      network[keyPath: path] -=
        mean[keyPath: path] * rate / square[keyPath: path].map { $0.squareRoot() + 1e-8 }
    }
  }
  return network
}
