import Exercise04BPTT
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 6: a network that learns to repeat its input later, evaluated on sequences it has not seen.
final class TrainingTests: GradedTestCase {
  /// Sequences of three symbols, and as targets the symbols of `delay` steps before (0 where there are none).
  private func makeTask(
    delay: Int, count: Int, steps: Int, using generator: inout SplitMix64
  ) -> (inputs: [Matrix<Double>], targets: [[Int]]) {
    let symbols = (0..<steps).map { _ in (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) } }
    let targets = symbols.indices.map { $0 < delay ? [Int](repeating: 0, count: count) : symbols[$0 - delay] }
    return (symbols.map { LossOracle.oneHot($0, 3) }, targets)
  }

  /// The mean loss per step, in nats, of the trained network on new sequences, and the advice if it is too large.
  private func lossAfterTraining(delay: Int) throws -> (loss: Double, advice: String) {
    var generator = makeGenerator()
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -0.4...0.4, using: &generator)
    }
    let start = BPTTOracle(
      weightIH: random(3, 10), weightHH: random(10, 10), bias: random(1, 10), weightHQ: random(10, 3),
      biasQ: random(1, 3))
    let (count, steps) = (40, 8)
    let training = makeTask(delay: delay, count: count, steps: steps, using: &generator)
    let unseen = makeTask(delay: delay, count: count, steps: steps, using: &generator)
    let network = try trained(
      RNN(
        weightIH: start.weightIH, weightHH: start.weightHH, bias: start.bias, weightHQ: start.weightHQ,
        biasQ: start.biasQ), on: training.inputs, targets: training.targets)
    try assertEqual(
      network.namedParameters.map { network[keyPath: $0.path].shape }, start.matrices.map(\.shape),
      "the shapes of the trained network's W_xh, W_hh, b_h, W_hq and b_q")
    let oracle = BPTTOracle(
      weightIH: network.weightIH, weightHH: network.weightHH, bias: network.bias, weightHQ: network.weightHQ,
      biasQ: network.biasQ)
    let zero = Matrix<Double>.zeros(rows: count, columns: 10)
    let loss = oracle.loss(unseen.inputs, from: zero, unseen.targets) / Double(count * steps)
    let kept = start.forward(training.inputs, from: zero)
    let downhill = start.backward(start.logitGradients(kept, training.targets), kept).weights
    return (loss, advice(loss, start.matrices, oracle.matrices, gradient: downhill.matrices))
  }

  /// The path from the first weights to the trained ones shows more than the loss does: it should lead against the
  /// gradient, and not too far.
  private func advice(
    _ loss: Double, _ start: [Matrix<Double>], _ end: [Matrix<Double>], gradient: [Matrix<Double>]
  ) -> String {
    let way = zip(end, start).map { $0 - $1 }
    let climb = zip(way, gradient).reduce(0) { $0 + $1.0.dot($1.1) }
    if way.allSatisfy({ $0.squaredNorm == 0 }) {
      return
        "These are the weights it was given. This happens when no update changes the network, or each "
        + "gradient is multiplied by 0."
    }
    if loss > 1.2, climb > 0 {
      return "This happens when the gradient is added instead of subtracted: the weights moved uphill."
    }
    if loss > 1.2 || loss.isNaN {
      return
        "That is worse than guessing, which happens when the updates are too large: divide the gradient by B · T, "
        + "use a smaller learning rate, and let momentum fade."
    }
    return "Guessing costs log 3 = 1.1. Train longer, or with a larger learning rate; momentum helps."
  }

  private func check(delay: Int) throws {
    let (loss, advice) = try lossAfterTraining(delay: delay)
    try assertWithin(
      0...0.2, [loss], "the loss in nats per step on new sequences, with a delay of \(delay) steps",
      hint: advice)
  }

  func testTask6_theNetworkLearnsToRepeatTheLastSymbol() throws {
    try grade { try check(delay: 1) }
  }

  func testTask6_theNetworkLearnsToRepeatTheSecondToLastSymbol() throws {
    try grade { try check(delay: 2) }
  }
}
