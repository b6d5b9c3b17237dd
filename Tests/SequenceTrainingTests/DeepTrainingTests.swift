import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// A network of many layers is trained like any other, though its type does not say how many there are.
final class DeepTrainingTests: XCTestCase {
  private typealias Network = DeepRNN<Bidirectional<GRUCell<Float>>>

  /// The task: at each step, whether the next step has a positive input, which only the backward half can
  /// see.
  func testAdamAndClippingReachEveryLayerOfABidirectionalStack() {
    var generator = SplitMix64(seed: 51)
    var network = Network(inputSize: 1, hiddenSize: 5, layerCount: 2, merge: .averaged, using: &generator)
    let before = network
    let inputs = (0..<7).map { _ in
      Matrix<Float>.uniform(rows: 6, columns: 1, in: -1...1, using: &generator)
    }
    let targets = (0..<7).map { step in
      step < 6 ? inputs[step + 1].map { $0 > 0 ? 0.5 : -0.5 } : Matrix<Float>.zeros(rows: 6, columns: 1)
    }
    func errors() -> (output: Network.Output, errors: [Matrix<Float>], loss: Float) {
      let output = network(inputs)
      let errors = zip(output.hidden, targets).map { $0 - $1 }
      return (output, errors, errors.reduce(0) { $0 + $1.squaredNorm })
    }
    var optimizer = Adam(for: network, learningRate: 0.02)
    let firstLoss = errors().loss
    for _ in 0..<200 {
      let (output, errors, _) = errors()
      var gradient = network.backward(errors, through: output).parameters
      gradient.clip(toNorm: 5)
      optimizer.update(&network, along: gradient)
    }
    XCTAssertLessThan(errors().loss, firstLoss / 10)
    for (name, path) in network.namedParameters {
      XCTAssertNotEqual(network[keyPath: path], before[keyPath: path], name)
    }
  }
}
