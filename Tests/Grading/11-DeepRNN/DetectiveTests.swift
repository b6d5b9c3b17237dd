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
    let network = try Trained.shared.network { try trainDetective(using: &$0) }
    try assertWithin(2...99, [Double(network.layers.count)], "the number of recurrent layers")
    try assertEqual(network.layers[0].inputSize, 1, "the input size of the lowest layer")
    try assertEqual(network.output.weight.columns, 2, "the output size of the network")
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
  private var result: DeepRNN?

  func network(_ train: (inout SplitMix64) throws -> DeepRNN) throws -> DeepRNN {
    lock.lock()
    defer { lock.unlock() }
    if let result { return result }
    let seed = ProcessInfo.processInfo.environment["COURSE_SEED"] ?? "1990"
    var generator = SplitMix64(seed: UInt64(seed.utf8.reduce(11) { ($0 &* 31) &+ UInt64($1) }))
    let network = try train(&generator)
    result = network
    return network
  }
}
