import EarlierUnits
import Exercise11DeepRNN
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 6: a network that the student trained, judged by what it says about fresh sequences.
final class DetectiveTests: GradedTestCase {
  /// The share of right answers among 10,000, for 500 fresh sequences of 20 bits.
  private func share(of network: DeepRNN) -> Double {
    var generator = makeGenerator()
    let bits = (0..<20).map { _ in (0..<500).map { _ in Int.random(in: 0...1, using: &generator) } }
    let states = LoopNetwork(layers: network.layers).states(bits.map { Matrix($0.map { [Double($0)] }) })
    var right = 0
    for (step, state) in states[network.layers.count - 1].enumerated() {
      let answers = network.output.forward(tanh(network.dense.forward(state))).rowArgmax()
      for (row, answer) in answers.enumerated() {
        let earlier = step >= 2 ? bits[step - 2][row] : 0
        right += answer == bits[step][row] ^ earlier ? 1 : 0
      }
    }
    return Double(right) / 10_000
  }

  /// The trained network, after a look at its sizes.
  private func trainedNetwork() throws -> DeepRNN {
    let (network, hasDrawn) = try Trained.shared.network { try trainDetective(using: &$0) }
    try assertEqual(
      hasDrawn, true, "whether the weights and the training data came from the generator that is given",
      hint: "Draw from it, and neither from one of your own nor from a copy.")
    try assertWithin(2...99, [Double(network.layers.count)], "the number of recurrent layers")
    var below = 1
    for (index, layer) in network.layers.enumerated() {
      let size = layer.bias.columns
      try assertEqual(
        [layer.weightIH, layer.weightHH, layer.bias].map(\.shape),
        [MatrixShape(below, size), MatrixShape(size, size), MatrixShape(1, size)],
        "the shapes of W_xh, W_hh and b_h of layer \(index + 1)")
      below = size
    }
    let width = network.dense.bias.columns
    try assertEqual(
      [network.dense.weight, network.dense.bias, network.output.weight, network.output.bias].map(\.shape),
      [MatrixShape(below, width), MatrixShape(1, width), MatrixShape(width, 2), MatrixShape(1, 2)],
      "the shapes of the dense layer and of the output layer")
    return network
  }

  func testTask6_itHasLearnedSomething() throws {
    try grade {
      try assertWithin(
        0.75...1, [share(of: trainedNetwork())], "the share of right answers of trainDetective(using:)",
        hint: "A coin has 0.5. Print the loss every 50 updates: it starts near 0.69 and has to fall.")
    }
  }

  func testTask6_itIsRightOnFreshSequences() throws {
    try grade {
      try assertWithin(
        0.95...1, [share(of: trainedNetwork())], "the share of right answers of trainDetective(using:)",
        hint: "It is on its way: more updates, more units, or a little larger η.")
    }
  }
}

/// Both checks judge the same training: it is the slow part.
private final class Trained: @unchecked Sendable {
  static let shared = Trained()
  private let lock = NSLock()
  private var result: (DeepRNN, hasDrawn: Bool)?

  func network(_ train: (inout SplitMix64) throws -> DeepRNN) throws -> (DeepRNN, hasDrawn: Bool) {
    lock.lock()
    defer { lock.unlock() }
    if let result { return result }
    let seed = GradedTestCase.seed
    var generator = SplitMix64(seed: UInt64(seed.utf8.reduce(11) { ($0 &* 31) &+ UInt64($1) }))
    var untouched = generator
    let network = try train(&generator)
    let answer = (network, hasDrawn: generator.next() != untouched.next())
    result = answer
    return answer
  }
}
