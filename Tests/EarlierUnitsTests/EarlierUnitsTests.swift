import EarlierUnits
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TestSupport
import XCTest

/// The code that later exercises build on computes the same as the library. T = 5, B = 2, I = 3, H = 4, V =
/// 7.
final class EarlierUnitsTests: XCTestCase {
  private var generator = SplitMix64(seed: 5)

  private func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    .normal(rows: rows, columns: columns, using: &generator)
  }

  func testTheLayerAndItsBackwardPassAgreeWithTheLibrary() {
    let layer = RNNLayer(inputSize: 3, hiddenSize: 4, using: &generator)
    let cell = RNNCell(weightIH: layer.weightIH, weightHH: layer.weightHH, bias: layer.bias)
    let inputs = (0..<5).map { _ in random(2, 3) }
    let gradients = (0..<5).map { _ in random(2, 4) }
    let start = random(2, 4)
    let (states, cache) = layer.forward(inputs, from: start)
    let found = layer.backward(gradients, through: cache)

    var caches: [RNNCell<Double>.Cache] = []
    var state = start
    for input in inputs {
      let next = cell.step(input, from: state)
      caches.append(next.cache)
      state = next.state
    }
    for (own, expected) in zip(states, caches.map(\.state)) { assertClose(own, expected) }
    var expected = cell.zeroed()
    var later = Matrix<Double>.zeros(rows: 2, columns: 4)
    for t in inputs.indices.reversed() {
      let before = cell.backward(gradients[t] + later, through: caches[t], adding: &expected)
      assertClose(found.inputs[t], before.input)
      later = before.state
    }
    XCTAssertEqual(states.count, 5)
    assertClose(found.initialState, later)
    assertClose(found.parameters.weightIH, expected.weightIH)
    assertClose(found.parameters.weightHH, expected.weightHH)
    assertClose(found.parameters.bias, expected.bias)
  }

  func testTheLinearLayerAndTheLossesAgreeWithTheLibrary() {
    let layer = LinearLayer(inputSize: 4, outputSize: 7, using: &generator)
    let input = random(2, 4)
    let logits = layer.forward(input)
    let targets = [6, 2]
    assertClose(logits, matmul(input, layer.weight) + layer.bias)
    assertClose(EarlierUnits.softmax(logits), RecurrentNetworks.softmax(logits))
    XCTAssertEqual(
      EarlierUnits.crossEntropy(logits: logits, targets: targets),
      RecurrentNetworks.crossEntropy(logits: logits, targets: targets, reduction: .sum), accuracy: 1e-12)
    let gradient = EarlierUnits.crossEntropyGradient(logits: logits, targets: targets)
    assertClose(
      gradient, RecurrentNetworks.crossEntropyGradient(logits: logits, targets: targets, reduction: .sum))
    let back = layer.backward(gradient, input: input)
    assertClose(back.input, matmul(gradient, layer.weight.transposed()))
    assertClose(back.parameters.weight, matmul(input.transposed(), gradient))
    assertClose(back.parameters.bias, gradient.columnSums())
  }

  func testTheOptimizersAgreeWithTheLibrary() {
    var own = LinearLayer(inputSize: 3, outputSize: 4, using: &generator)
    var expected = own
    var adam = EarlierUnits.Adam(for: own, learningRate: 0.02)
    var reference = SequenceTraining.Adam(for: expected, learningRate: 0.02)
    for _ in 0..<7 {
      let gradient = LinearLayer(weight: random(3, 4), bias: random(1, 4))
      adam.update(&own, along: gradient)
      reference.update(&expected, along: gradient)
    }
    assertClose(own.weight, expected.weight)
    assertClose(own.bias, expected.bias)
    let gradient = LinearLayer(weight: random(3, 4), bias: random(1, 4))
    let before = own.weight
    EarlierUnits.SGD(learningRate: 0.5).update(&own, along: gradient)
    assertClose(own.weight, before - gradient.weight * 0.5)
  }

  func testALoopOfStepsLearns() {
    var layer = RNNLayer(inputSize: 3, hiddenSize: 4, using: &generator)
    var output = LinearLayer(inputSize: 4, outputSize: 2, using: &generator)
    var layerAdam = EarlierUnits.Adam(for: layer, learningRate: 0.05)
    var outputAdam = EarlierUnits.Adam(for: output, learningRate: 0.05)
    let inputs = (0..<5).map { _ in random(6, 3) }
    let targets = inputs[0].column(0).elements.map { $0 > 0 ? 1 : 0 }
    var losses: [Double] = []
    for _ in 0..<60 {
      let (states, cache) = layer.forward(inputs, from: layer.initialState(batchSize: 6))
      let logits = output.forward(states[4])
      losses.append(EarlierUnits.crossEntropy(logits: logits, targets: targets))
      let last = output.backward(
        EarlierUnits.crossEntropyGradient(logits: logits, targets: targets), input: states[4])
      let none = (0..<4).map { _ in Matrix<Double>.zeros(rows: 6, columns: 4) }
      layerAdam.update(&layer, along: layer.backward(none + [last.input], through: cache).parameters)
      outputAdam.update(&output, along: last.parameters)
    }
    XCTAssertLessThan(losses[59], losses[0] / 10)
  }
}
