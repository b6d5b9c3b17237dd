import Exercise03RNN
import GradingSupport
import LinearAlgebra

/// Task 6: a network set by hand. It runs in the suite's own loops, so tasks 1 to 5 do not matter here.
final class HandmadeTests: GradedTestCase {
  /// The student's network as the suite computes it, once its shapes are those that the task asks for.
  private func makeNetwork() throws -> ParityOracle {
    let network = try makeParityNetwork()
    let hiddenSize = network.bias.columns
    try assertWithin(1...64, [Double(hiddenSize)], "the hidden size")
    try assertEqual(network.weightIH.shape, MatrixShape(1, hiddenSize), "the shape of weightIH")
    try assertEqual(
      network.weightHH.shape, MatrixShape(hiddenSize, hiddenSize), "the shape of weightHH")
    try assertEqual(network.bias.shape, MatrixShape(1, hiddenSize), "the shape of bias")
    try assertEqual(network.weightHQ.shape, MatrixShape(hiddenSize, 2), "the shape of weightHQ")
    try assertEqual(network.biasQ.shape, MatrixShape(1, 2), "the shape of biasQ")
    return ParityOracle(
      network: RNNOracle(
        weightIH: network.weightIH, weightHH: network.weightHH, bias: network.bias,
        weightHQ: network.weightHQ, biasQ: network.biasQ))
  }

  /// Requires the correct answer to have 0.99 after every step.
  private func assertTells(
    _ network: ParityOracle, _ bits: [Int], _ what: String,
    explanation: (mistake: String, place: String)? = nil, hint: String
  ) throws {
    let answers = network.answers(bits)
    let mistake = explanation.map { ValueSuspect($0.mistake, at: $0.place, answers) }
    try assertEqual(
      answers, ParityOracle.rightAnswers(bits), "\(what): the more likely answer after each step",
      suspects: mistake.map { [$0] } ?? [], hint: hint)
    for (step, probability) in network.probabilitiesOfTheRight(bits).enumerated() {
      let ones = bits.prefix(step + 1).reduce(0, +)
      try assertWithin(
        0.99...1, [probability],
        "\(what): the probability of \(ones % 2 == 0 ? "even" : "odd") after step \(step + 1), "
          + "with \(ones) one\(ones == 1 ? "" : "s")",
        hint: hint)
    }
  }

  func testTask6_everySequenceOfSixBitsIsClassifiedCorrectly() throws {
    try grade {
      let network = try makeNetwork()
      let sequences = (0..<64).map { number in (0..<6).map { number >> $0 & 1 } }
      let explanation = network.explanation(over: sequences)
      let hint =
        network.isRight(over: sequences)
        ? "Its answers are correct but not sure enough: larger weights make them surer."
        : "The state must remember whether the ones are odd; a one flips it, a zero leaves it unchanged."
      for bits in sequences {
        try assertTells(
          network, bits, "the sequence \(bits.map(String.init).joined(separator: " "))",
          explanation: explanation, hint: hint)
      }
    }
  }

  func testTask6_zerosChangeNothingNoMatterHowMany() throws {
    try grade {
      let network = try makeNetwork()
      try assertTells(
        network, [1] + Array(repeating: 0, count: 999), "a one and then zeros",
        hint: "With a 0 the state must stay unchanged: it must neither fade nor drift.")
    }
  }

  func testTask6_aThousandStepsAreCounted() throws {
    try grade {
      let network = try makeNetwork()
      var generator = makeGenerator()
      let bits = (0..<1000).map { _ in Int.random(in: 0...1, using: &generator) }
      try assertTells(
        network, bits, "a long sequence",
        hint:
          "Being right for a few steps is not enough: make the units sure, near 1 and -1."
      )
    }
  }
}
