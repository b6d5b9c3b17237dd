import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Wirings that begin with a state from elsewhere, and its gradient.
final class WiringStateTests: XCTestCase {
  private var generator = SplitMix64(seed: 65)
  private lazy var inputs = randomSequence(&generator)
  private lazy var state = randomState(
    of: LSTMCell<Double>(inputSize: 1, hiddenSize: Size.hidden, using: &generator), &generator)

  private func make<Network: SequenceWiring>(_ type: Network.Type) -> Network
  where Network.Layer == LSTM<Double> {
    Network(
      inputSize: Size.input, hiddenSize: Size.hidden, outputSize: Size.classes, using: &generator)
  }

  /// The gradient of the initial state, and that no state is the zero state.
  private func check(
    line: UInt = #line, pass: (LSTMState<Double>?) -> [Matrix<Double>],
    backward: ([Matrix<Double>], LSTMState<Double>) -> LSTMState<Double>
  ) {
    let logits = pass(state)
    let weights = logits.map { randomMatrix($0.rows, $0.columns, &generator) }
    assertPass(
      checkState(
        backward(weights, state),
        of: { moved in zip(pass(moved), weights).reduce(0) { $0 + $1.0.dot($1.1) } }, at: state,
        named: "state"), line: line)
    assertClose(
      pass(nil), pass(.zeros(batchSize: Size.batch, hiddenSize: Size.hidden)), within: 0, line: line)
    XCTAssertGreaterThan((pass(nil)[0] - logits[0]).norm, 1e-3, line: line)
  }

  func testEveryWiring() {
    let inputs = inputs
    let single = make(OneToOne<LSTM<Double>>.self)
    check(pass: { [single(inputs[0], from: $0).logits] }) {
      var unused = single.zeroed()
      return single.backwardToStart($0[0], through: single(inputs[0], from: $1).cache, adding: &unused).state
    }
    let many = make(ManyToMany<LSTM<Double>>.self)
    check(pass: { many(inputs, from: $0, lengths: [3, 5]).logits }) {
      var unused = many.zeroed()
      return many.backwardToStart(
        $0, through: many(inputs, from: $1, lengths: [3, 5]).cache, adding: &unused
      ).state
    }
    let last = make(ManyToOne<LSTM<Double>>.self)
    check(pass: { [last(inputs, from: $0).logits] }) {
      var unused = last.zeroed()
      return last.backwardToStart($0[0], through: last(inputs, from: $1).cache, adding: &unused).state
    }
    let first = make(OneToMany<LSTM<Double>>.self)
    let truth = Array(inputs[1...])
    check(pass: { first(inputs[0], from: $0, trueOutputs: truth).logits }) {
      var unused = first.zeroed()
      let cache = first(inputs[0], from: $1, trueOutputs: truth).cache
      return first.backwardToStart($0, through: cache, adding: &unused).state
    }
    let written = first.generate(from: inputs[0], state: state, stepCount: 1) { $0 }
    assertClose(written, Array(first(inputs[0], from: state, trueOutputs: []).logits), within: 0)
  }
}
