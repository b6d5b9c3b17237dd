import EarlierUnits
import Exercise11DeepRNN
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 6: a network trained by the student, graded by its answers on new sequences.
final class DetectiveTests: GradedTestCase {
  /// A network's answers on 500 new sequences of 20 bits: `[t][example]`, true for class 1.
  private func answers(of network: DeepRNN) -> (bits: [[Int]], answers: [[Int]]) {
    var generator = makeGenerator()
    let bits = (0..<20).map { _ in (0..<500).map { _ in Int.random(in: 0...1, using: &generator) } }
    let states = LoopNetwork(layers: network.layers).states(bits.map { Matrix($0.map { [Double($0)] }) })
    let answers = states[network.layers.count - 1].map { state in
      network.output.forward(tanh(network.dense.forward(state))).rowArgmax()
    }
    return (bits, answers)
  }

  /// The share of 10,000 answers that fit a question about a sequence's bits and a step.
  private func share(
    _ said: (bits: [[Int]], answers: [[Int]]), _ question: (_ bit: (Int) -> Int, _ step: Int) -> Int
  ) -> Double {
    var right = 0
    for (step, answers) in said.answers.enumerated() {
      for (row, answer) in answers.enumerated() {
        right += answer == question({ $0 < 0 ? 0 : said.bits[$0][row] }, step) ? 1 : 0
      }
    }
    return Double(right) / 10_000
  }

  /// Other questions that only a network with other targets learns to answer; all need its memory.
  private static let mistakes: [(mistake: String, question: @Sendable ((Int) -> Int, Int) -> Int)] = [
    (
      "the targets compare a bit with the previous one, not with the one two steps ago",
      { $0($1) ^ $0($1 - 1) }
    ),
    ("the targets compare a bit with the one three steps ago", { $0($1) ^ $0($1 - 3) }),
    ("the targets compare the bits of one and of two steps ago", { $0($1 - 1) ^ $0($1 - 2) }),
    ("class 1 means equal bits instead of different ones", { 1 - ($0($1) ^ $0($1 - 2)) }),
  ]

  /// Where to look, if the network is wrong.
  private func hint(_ said: (bits: [[Int]], answers: [[Int]]), _ otherwise: String) -> String {
    guard let known = Self.mistakes.first(where: { share(said, $0.question) > 0.95 }) else {
      return otherwise
    }
    return
      "You get these answers when \(known.mistake): look at the bits and targets in trainDetective(using:)."
  }

  /// Requires a share of correct answers.
  private func judge(atLeast limit: Double, hint: String) throws {
    let said = answers(of: try trainedNetwork())
    try assertWithin(
      limit...1, [share(said) { $0($1) ^ $0($1 - 2) }],
      "the share of correct answers of trainDetective(using:)", hint: self.hint(said, hint))
  }

  /// The trained network, after a check of its sizes.
  private func trainedNetwork() throws -> DeepRNN {
    let (network, hasDrawn) = try Trained.shared.network { try trainDetective(using: &$0) }
    try assertEqual(
      hasDrawn, true, "whether the weights and the training data came from the given generator",
      hint: "Draw from it, not from another generator or from a copy.")
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
      try judge(
        atLeast: 0.75,
        hint: "A coin has 0.5. Print the loss every 50 updates: it starts near 0.69 and must fall.")
    }
  }

  func testTask6_itIsRightOnFreshSequences() throws {
    try grade {
      try judge(
        atLeast: 0.95,
        hint: "It has learned something, but not enough: more updates, more units, or another η.")
    }
  }
}

/// Both checks grade the same training: it is the slow part.
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
