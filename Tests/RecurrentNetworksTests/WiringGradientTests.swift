import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class WiringGradientTests: XCTestCase {
  private var generator = SplitMix64(seed: 50)
  private lazy var inputs = randomSequence(&generator)

  func testOneToOne() {
    let network = OneToOne<LSTM<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let input = inputs[0]
    assertWiringGradients(network) { network in
      let (logits, cache) = network(input)
      XCTAssertEqual(logits.shape, MatrixShape(Size.batch, Size.classes))
      return ([logits], { _ = network.backward($0[0], through: cache, adding: &$1) })
    }
    let (logits, cache) = network(input)
    var unused = network.zeroed()
    assertInputGradient(network.backward(logits, through: cache, adding: &unused), at: input, "input") {
      network($0).logits.dot(logits)
    }
  }

  func testOneToMany() {
    let network = OneToMany<GRU<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let (input, truth) = (inputs[0], Array(inputs[1...]))
    assertWiringGradients(network) { network in
      let (logits, cache) = network(input, trueOutputs: truth)
      XCTAssertEqual(logits.count, Size.steps)
      return (logits, { _ = network.backward($0, through: cache, adding: &$1) })
    }
    let (logits, cache) = network(input, trueOutputs: truth)
    var unused = network.zeroed()
    assertInputGradient(network.backward(logits, through: cache, adding: &unused), at: input, "input") {
      zip(network($0, trueOutputs: truth).logits, logits).reduce(0) { $0 + $1.0.dot($1.1) }
    }
  }

  func testManyToOneWithSequencesOfDifferentLength() {
    let network = ManyToOne<RNN<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
    for lengths in [nil, [3, 5], [5, 1]] {
      assertWiringGradients(network) { network in
        let (logits, cache) = network(inputs, lengths: lengths)
        return ([logits], { _ = network.backward($0[0], through: cache, adding: &$1) })
      }
      let (logits, cache) = network(inputs, lengths: lengths)
      var unused = network.zeroed()
      let gradients = network.backward(logits, through: cache, adding: &unused)
      for step in 0..<Size.steps {
        assertInputGradient(gradients[step], at: inputs[step], "input \(step)") { moved in
          var all = inputs
          all[step] = moved
          return network(all, lengths: lengths).logits.dot(logits)
        }
      }
    }
  }

  func testManyToOneReadsEachSequenceAfterItsOwnEnd() {
    let network = ManyToOne<LSTM<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let both = network(inputs, lengths: [3, 5]).logits
    assertClose(both.row(0), network(inputs[..<3].map { $0.row(0) }).logits)
    assertClose(both.row(1), network(inputs.map { $0.row(1) }).logits)
  }

  func testManyToManyInBothDirections() {
    let network = ManyToMany(
      layer: Bidirectional<RNNCell<Double>>(
        inputSize: Size.input, hiddenSize: Size.hidden, using: &generator),
      output: Linear(inputSize: 2 * Size.hidden, outputSize: Size.classes, using: &generator))
    assertWiringGradients(network) { network in
      let (logits, cache) = network(inputs, lengths: [3, 5])
      XCTAssertEqual(logits.count, Size.steps)
      return (logits, { _ = network.backward($0, through: cache, adding: &$1) })
    }
  }

  func testManyToManyOfOneStepIsOneToOne() {
    let many = ManyToMany<GRU<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let one = OneToOne(layer: many.layer, output: many.output)
    XCTAssertEqual(many([inputs[0]]).logits, [one(inputs[0]).logits])
  }

  func testEncoderDecoderOfDifferentLengths() {
    let targetSize = 6
    let network = EncoderDecoder<LSTM<Double>, LSTM<Double>>(
      sourceSize: Size.input, targetSize: targetSize, hiddenSize: Size.hidden, outputSize: Size.classes,
      using: &generator)
    let truth = (0..<3).map { _ in randomMatrix(Size.batch, targetSize, &generator) }
    func logits(_ network: EncoderDecoder<LSTM<Double>, LSTM<Double>>, _ source: [Matrix<Double>])
      -> [Matrix<Double>]
    {
      network(source, trueOutputs: truth, sourceLengths: [4, 5], targetLengths: [3, 2]).logits
    }
    assertWiringGradients(network) { network in
      let (logits, cache) = network(
        inputs, trueOutputs: truth, sourceLengths: [4, 5], targetLengths: [3, 2])
      XCTAssertEqual(logits.count, 3)
      return (logits, { _ = network.backward($0, through: cache, adding: &$1) })
    }
    let (weights, cache) = network(
      inputs, trueOutputs: truth, sourceLengths: [4, 5], targetLengths: [3, 2])
    var unused = network.zeroed()
    let gradients = network.backward(weights, through: cache, adding: &unused)
    assertInputGradient(gradients[1], at: inputs[1], "source 1") { moved in
      var all = inputs
      all[1] = moved
      return zip(logits(network, all), weights).reduce(0) { $0 + $1.0.dot($1.1) }
    }
  }

  /// The decoder that reads its own choices produces the same outputs as when those choices are the true
  /// outputs.
  func testGeneratingIsTeacherForcingWithOnesOwnChoices() {
    let network = EncoderDecoder<GRU<Double>, GRU<Double>>(
      sourceSize: Size.input, targetSize: Size.classes, hiddenSize: Size.hidden, outputSize: Size.classes,
      using: &generator)
    let startInput = hot([0, 0], Size.classes)
    func choose(_ logits: Matrix<Double>) -> Matrix<Double> { hot(logits.rowArgmax(), Size.classes) }
    let free = network.generate(from: inputs, startInput: startInput, stepCount: 4, choosing: choose)
    let forced = network(inputs, trueOutputs: [startInput] + free.dropLast().map(choose)).logits
    XCTAssertEqual(free, forced)
  }
}
