import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class DeepRNNTests: XCTestCase {
  private typealias Stack = DeepRNN<LSTM<Double>>
  private var generator = SplitMix64(seed: 34)
  private lazy var inputs = randomSequence(&generator)

  private func makeStack(_ layerCount: Int, dropout: Double = 0) -> Stack {
    Stack(
      inputSize: Size.input, hiddenSize: Size.hidden, layerCount: layerCount,
      dropout: Dropout(probability: dropout), using: &generator)
  }

  func testDepthOneIsThePlainLayer() {
    let stack = makeStack(1)
    let layer = stack.layers[0]
    let state = randomState(of: layer.cell, &generator)
    let (deep, plain) = (stack(inputs, from: [state]), layer(inputs, from: state))
    XCTAssertEqual(deep.hidden, plain.hidden)
    XCTAssertEqual(deep.finalState, [plain.finalState])
    let weights = plain.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }
    let (ours, theirs) = (stack.backward(weights, through: deep), layer.backward(weights, through: plain))
    assertClose(ours.parameters.layers[0], theirs.parameters, within: 0)
    XCTAssertEqual(ours.inputs, theirs.inputs)
    XCTAssertEqual(ours.initialState, [theirs.initialState])
  }

  func testEachLayerReadsTheOneBelow() {
    let stack = makeStack(3)
    let byHand = stack.layers.reduce(inputs) { sequence, layer in layer(sequence).hidden }
    XCTAssertEqual(stack(inputs).hidden, byHand)
  }

  func testEveryGradient() {
    assertSequenceGradients(makeStack(3))
    for merge in [Merge.concatenated, .multiplied] {
      assertSequenceGradients(
        DeepRNN<Bidirectional<RNNCell<Double>>>(
          inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, merge: merge, using: &generator))
    }
  }

  func testLayersMayDifferInSize() {
    let sizes = [Size.input, 6, 2]
    let stack = DeepRNN(
      zip(sizes, sizes.dropFirst()).map { below, above in
        GRU<Double>(GRUCell(inputSize: below, hiddenSize: above, using: &generator))
      })
    XCTAssertEqual(stack(inputs).hidden.map(\.shape), inputs.map { _ in MatrixShape(Size.batch, 2) })
    assertSequenceGradients(stack)
  }

  func testAStackInAStack() {
    let inner = makeStack(2)
    let outer = DeepRNN([inner])
    XCTAssertEqual(outer(inputs).hidden, inner(inputs).hidden)
    XCTAssertEqual(outer.namedParameters.last?.name, "layers.0.layers.1.bias")
  }

  func testParametersHaveNamesByLayer() {
    let stack = makeStack(2)
    XCTAssertEqual(
      stack.namedParameters.map(\.name),
      [0, 1].flatMap { layer in ["weightIH", "weightHH", "bias"].map { "layers.\(layer).\($0)" } })
    XCTAssertEqual(stack.parameterCount, 4 * (3 * 4 + 4 * 4 + 4) + 4 * (4 * 4 + 4 * 4 + 4))
  }

  func testWithoutAGeneratorNothingIsDropped() {
    var stack = makeStack(2, dropout: 0.5)
    XCTAssertEqual(stack(inputs).hidden, stack(inputs).hidden)
    let trained = stack(inputs, droppingWith: &generator)
    XCTAssertNotEqual(trained.hidden, stack(inputs).hidden)
    stack = Stack(stack.layers)
    XCTAssertEqual(stack(inputs, droppingWith: &generator).hidden, stack(inputs).hidden, "p = 0")
  }

  func testDropoutStandsBetweenLayersOnly() {
    let stack = makeStack(2, dropout: 0.5)
    let output = stack(inputs, droppingWith: &generator)
    XCTAssertEqual(output.cache.layers[0].hidden, stack.layers[0](inputs).hidden, "the first input is kept")
    XCTAssertNil(output.cache.masks[0])
    let masks = output.cache.masks[1]!
    XCTAssertEqual(Set(masks.flatMap(\.elements)), [0, 2])
    XCTAssertNotEqual(masks[0], masks[1], "every step has its own mask")
    let dropped = zip(output.cache.layers[0].hidden, masks).map { $0 * $1 }
    XCTAssertEqual(output.hidden, stack.layers[1](dropped).hidden, "the last output is kept")
  }

  func testTheSameSeedDropsTheSame() {
    let stack = makeStack(2, dropout: 0.5)
    func run(_ seed: UInt64) -> [Matrix<Double>] {
      var generator = SplitMix64(seed: seed)
      return stack(inputs, droppingWith: &generator).hidden
    }
    XCTAssertEqual(run(1), run(1))
    XCTAssertNotEqual(run(1), run(2))
  }

  /// The masks are the same for every evaluation, so the loss is a function of the parameters.
  func testEveryGradientThroughDropout() {
    let stack = makeStack(3, dropout: 0.4)
    func output(_ stack: Stack, _ inputs: [Matrix<Double>]) -> Stack.Output {
      var generator = SplitMix64(seed: 7)
      return stack(inputs, droppingWith: &generator)
    }
    let weights = inputs.map { _ in randomMatrix(Size.batch, Size.hidden, &generator) }
    func loss(_ stack: Stack, _ inputs: [Matrix<Double>]) -> Double {
      zip(output(stack, inputs).hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
    }
    let gradients = stack.backward(weights, through: output(stack, inputs))
    assertPass(checkGradients(gradients.parameters, of: { loss($0, self.inputs) }, at: stack))
    let numeric = numericGradient(
      of: { first in loss(stack, [first] + inputs.dropFirst()) }, at: inputs[0])
    assertPass([GradientCheck.compare(gradients.inputs[0], numeric, named: "first input")])
  }
}

final class DropoutTests: XCTestCase {
  /// 20,000 draws: the fraction of zeros and the mean are within five standard deviations.
  func testTheMeanStaysWhatItIs() {
    var generator = SplitMix64(seed: 35)
    let mask: Matrix<Double> = Dropout(probability: 0.3).mask(MatrixShape(100, 200), using: &generator)
    XCTAssertEqual(Set(mask.elements), [0, 1 / 0.7])
    XCTAssertEqual(mask.mean(), 1, accuracy: 5 * (0.3 / 0.7 / 20_000).squareRoot())
  }

  func testNoProbabilityDropsNothing() {
    var generator = SplitMix64(seed: 36)
    let mask: Matrix<Double> = Dropout(probability: 0).mask(MatrixShape(3, 4), using: &generator)
    XCTAssertEqual(mask, Matrix(rows: 3, columns: 4, repeating: 1))
  }
}
