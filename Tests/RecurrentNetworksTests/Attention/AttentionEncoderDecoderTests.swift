import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// The documented equations step by step, and laws.
final class AttentionEncoderDecoderTests: XCTestCase {
  private typealias Network = AttentionEncoderDecoder<
    Bidirectional<GRUCell<Double>>, LSTMCell<Double>, AdditiveAttention<Double>
  >
  private var generator = SplitMix64(seed: 86)
  private lazy var example = TranslationExample(&generator)

  private func makeNetwork(_ order: AttentionOrder = .beforeStep, bridged: Bool = true) -> Network {
    let encoder = Bidirectional<GRUCell<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    return Network(
      encoder, AdditiveAttention(keySize: 2 * Size.hidden, &generator), embedded: true, bridged: bridged,
      order,
      &generator)
  }

  /// Two steps written out as the equations have them.
  func testTheEquationsOfBothOrders() {
    for order in AttentionOrder.allCases {
      let network = makeNetwork(order)
      let decoder = network.decoder
      let states = network.encoder(example.source, lengths: example.lengths)
      let memory = decoder.attention.memory(keys: states.hidden, lengths: example.lengths)
      let first = tanh(network.bridge!.linear(network.encoder.summary(of: states)))
      var state = LSTMState(
        hidden: first.columns(TranslationSize.hidden..<2 * TranslationSize.hidden),
        cell: first.columns(0..<TranslationSize.hidden))
      var context = Matrix<Double>.zeros(rows: 2, columns: 2 * Size.hidden)
      var logits: [Matrix<Double>] = []
      for tokens in [[0, 0], [2, 4]] {
        if order == .beforeStep { context = decoder.attention(state.hidden, over: memory).context }
        let input = concatenate(columns: [decoder.embedding!(tokens), context])
        state = decoder.cell.step(input, from: state).state
        if order == .afterStep { context = decoder.attention(state.hidden, over: memory).context }
        logits.append(decoder.output(concatenate(columns: [state.hidden, context])))
      }
      assertClose(example.pass(network).logits.dropLast(), logits, "\(order)")
    }
  }

  func testNoBridgeIsTheZeroState() {
    let network = makeNetwork(bridged: false)
    let encoded = network.encode(example.source, lengths: example.lengths)
    XCTAssertEqual(encoded.initialState, .zeros(batchSize: 2, hiddenSize: TranslationSize.hidden))
    let inputs = network.inputs(forTargets: example.targets, ignoredTarget: -1)
    XCTAssertEqual(
      network.decoder(inputs, over: encoded.memory).logits, example.pass(network).logits)
  }

  func testInputsAreTheTargetsOfTheStepBefore() {
    let network = makeNetwork()
    XCTAssertEqual(
      network.inputs(forTargets: [[2, 4], [6, -1], [1, -1]], ignoredTarget: -1), [[0, 0], [2, 4], [6, 0]])
    XCTAssertEqual(network.inputs(forTargets: []), [])
    XCTAssertEqual(example.pass(network).target.inputs, [[0, 0], [2, 4], [6, 3]])
  }

  func testOneHotTokensAreAnEmbeddingByTheIdentity() {
    let attention = AdditiveAttention<Double>(keySize: Size.hidden, &generator)
    let hot = AttentionDecoder<GRUCell<Double>, AdditiveAttention<Double>>(
      vocabularySize: Size.classes, hiddenSize: TranslationSize.hidden, contextSize: Size.hidden,
      attention: attention, beginToken: 0, using: &generator)
    let embedded = AttentionDecoder(
      embedding: Embedding(weight: .identity(Size.classes)), cell: hot.cell, attention: attention,
      output: hot.output, beginToken: 0)
    let memory = attention.memory(keys: (0..<3).map { _ in randomMatrix(2, Size.hidden, &generator) })
    XCTAssertEqual(
      hot([[0, 0], [3, 5]], over: memory).logits, embedded([[0, 0], [3, 5]], over: memory).logits)
  }

  /// Each pair of a padded batch on its own, without its padding, produces the same logits, and the gradients
  /// add up.
  func testAPaddedBatchIsItsPairsOneByOne() {
    let network = makeNetwork(.afterStep)
    let together = example.pass(network)
    var gradient = network.zeroed()
    _ = network.backward(
      crossEntropyGradient(
        logits: together.logits, targets: example.targets, ignoredTarget: -1, reduction: .sum),
      through: together, adding: &gradient)
    var sum = network.zeroed()
    for (row, (length, targetLength)) in [(3, 2), (5, 3)].enumerated() {
      let targets = example.targets.prefix(targetLength).map { [$0[row]] }
      let alone = network(
        example.source.prefix(length).map { $0.row(row) }, inputs: network.inputs(forTargets: targets))
      assertClose(alone.logits, together.logits.prefix(targetLength).map { $0.row(row) })
      _ = network.backward(
        crossEntropyGradient(logits: alone.logits, targets: targets, reduction: .sum), through: alone,
        adding: &sum)
    }
    assertClose(gradient, sum)
  }

  func testTheAlignmentIsOneRowPerTargetStep() {
    let pass = example.pass(makeNetwork())
    let alignment = pass.target.alignment(ofSequence: 0)
    XCTAssertEqual(alignment.shape, MatrixShape(3, 5))
    assertClose(alignment.rowSums(), [[1], [1], [1]])
    XCTAssertEqual(alignment.columns(3..<5).norm, 0)
    XCTAssertEqual(alignment.row(1), pass.weights[1].row(0))
  }

  func testOneSourceStepIsAlwaysLookedAt() {
    let network = makeNetwork()
    let pass = network([randomMatrix(1, Size.input, &generator)], inputs: [[0], [3]])
    XCTAssertEqual(pass.weights, [[[1]], [[1]]])
    XCTAssertEqual(network(example.source, inputs: []).logits, [])
  }

  func testTheLossIsThatOfAllPredictionsThatCount() {
    let logits = example.pass(makeNetwork()).logits
    let counted = [(0, 0, 2), (0, 1, 4), (1, 0, 6), (1, 1, 3), (2, 1, 1)]
    let slow = counted.reduce(0.0) { $0 - logSoftmax(logits[$1.0])[$1.1, $1.2] }
    XCTAssertEqual(
      crossEntropy(logits: logits, targets: example.targets, ignoredTarget: -1, reduction: .sum), slow,
      accuracy: 1e-13)
    XCTAssertEqual(
      crossEntropy(logits: logits, targets: example.targets, ignoredTarget: -1), slow / 5, accuracy: 1e-13)
  }
}
