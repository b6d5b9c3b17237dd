import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// Task 6: weights by hand, graded by the network's answers.
final class BothSidesTests: GradedTestCase {
  /// Whether each step is between two ones, or is a one itself.
  private func truth(_ bits: [Int]) -> [Int] {
    bits.indices.map { bits[...$0].contains(1) && bits[$0...].contains(1) ? 1 : 0 }
  }

  /// The larger of the two classes at each step, by the weights of the student's network and plain loops.
  private func answers(_ network: BidirectionalRNN, _ bits: [Int]) throws -> [Int] {
    let inputs = bits.map { Matrix<Double>([[Double($0)]]) }
    let steps = Array(inputs.indices)
    let past = LoopRNN(network.forwardLayer).states(inputs, reading: steps)
    let future = LoopRNN(network.backwardLayer).states(inputs, reading: steps.reversed())
    return steps.map { step in
      network.output.forward(concatenate(columns: [past[step], future[step]])).rowArgmax()[0]
    }
  }

  /// Weights by hand can have any hidden size, but their shapes must fit each other.
  private func requireShapes(of network: BidirectionalRNN) throws {
    for (name, layer) in [("forwardLayer", network.forwardLayer), ("backwardLayer", network.backwardLayer)] {
      let size = layer.hiddenSize
      try assertEqual(layer.weightIH.shape, MatrixShape(1, size), "the shape of W_xh of the \(name)")
      try assertEqual(layer.weightHH.shape, MatrixShape(size, size), "the shape of W_hh of the \(name)")
      try assertEqual(layer.bias.shape, MatrixShape(1, size), "the shape of b_h of the \(name)")
    }
    let width = network.forwardLayer.hiddenSize + network.backwardLayer.hiddenSize
    try assertEqual(network.output.weight.shape, MatrixShape(width, 2), "the shape of W_hq")
    try assertEqual(network.output.bias.shape, MatrixShape(1, 2), "the shape of b_q")
  }

  /// The answers of networks with known mistakes, for any bits.
  private static let mistakes: [(mistake: String, says: @Sendable (_ bits: [Int], _ step: Int) -> Bool)] = [
    ("class 1 wins at every step", { _, _ in true }),
    ("class 0 wins at every step", { _, _ in false }),
    ("one latch is enough for class 1 although both are needed", { bits, _ in bits.contains(1) }),
    ("the two classes are exchanged", { !(seenBefore($0, $1) && seenAfter($0, $1)) }),
    ("only the forward direction counts", { seenBefore($0, $1) }),
    ("only the backward direction counts", { seenAfter($0, $1) }),
    ("nothing is remembered: class 1 wins if the bit itself is 1", { $0[$1] == 1 }),
    (
      "a 1 counts only before and after a step, and not at the step itself",
      { seenBefore($0, $1 - 1) && seenAfter($0, $1 + 1) }
    ),
    (
      "a latch holds for one step and is empty again",
      { bits, step in
        bits[max(0, step - 1)...step].contains(1) && bits[step..<min(bits.count, step + 2)].contains(1)
      }
    ),
  ]

  private static func seenBefore(_ bits: [Int], _ step: Int) -> Bool { bits.prefix(step + 1).contains(1) }
  private static func seenAfter(_ bits: [Int], _ step: Int) -> Bool { bits.dropFirst(step).contains(1) }

  private func text(_ bits: [Int]) -> String { bits.map(String.init).joined() }

  private func judge(_ sequences: [[Int]], _ what: String, _ hint: String) throws {
    let network = try makeBetweenOnesNetwork()
    try requireShapes(of: network)
    let answers = try sequences.map { try self.answers(network, $0) }
    // A mistake is named if it explains the network's answers for all sequences.
    let known = Self.mistakes.filter { known in
      zip(sequences, answers).allSatisfy { bits, answer in
        bits.indices.allSatisfy { known.says(bits, $0) == (answer[$0] == 1) }
      }
    }
    for (bits, answer) in zip(sequences, answers) {
      try assertEqual(
        text(answer), text(truth(bits)), "\(what): the answer of makeBetweenOnesNetwork() to \(text(bits))",
        suspects: known.map {
          ValueSuspect($0.mistake, at: "the weights in makeBetweenOnesNetwork()", text(answer))
        },
        hint: hint)
    }
  }

  private func random(_ count: Int, length: Int, chance: Double) -> [[Int]] {
    var generator = makeGenerator()
    return (0..<count).map { _ in
      (0..<length).map { _ in unitUniform(using: &generator) < chance ? 1 : 0 }
    }
  }

  func testTask6_itIsRightForShortSequences() throws {
    try grade {
      let all = (0..<32).map { number in (0..<5).map { (number >> $0) & 1 } }
      try judge(
        all, "five bits",
        "One hidden unit per direction can be a latch: 0 until a 1 comes, near 1 from then on. W_hq then requires both."
      )
    }
  }

  func testTask6_itRemembersForSixtySteps() throws {
    try grade {
      let ends = [[1] + Array(repeating: 0, count: 58) + [1], [1] + Array(repeating: 0, count: 59)]
      try judge(
        ends + random(10, length: 60, chance: 0.05), "sixty bits",
        "A latch must hold: tanh(w · 1) must stay near 1, step after step, so w must be well above 1.")
    }
  }

  func testTask6_classZeroWinsWithoutAnyOne() throws {
    try grade {
      try judge(
        [Array(repeating: 0, count: 60), [0], [0, 1, 0], [1], [1, 0], [0, 1], [1, 1]], "hardly any ones",
        "Without any 1 both latches are 0: the bias must keep class 1 below class 0.")
    }
  }
}
