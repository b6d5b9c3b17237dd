import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class LayerNormTests: XCTestCase {
  private var generator = SplitMix64(seed: 66)
  private let (i, h) = (Size.input, Size.hidden)

  private func randomGains<Base: SummedCell>(_ cell: LayerNormCell<Base>) -> LayerNormCell<Base>
  where Base.Scalar == Double {
    var cell = cell
    cell.gainIH = randomMatrix(1, cell.gainIH.columns, &generator) + 1.5
    cell.gainHH = randomMatrix(1, cell.gainHH.columns, &generator) + 1.5
    return cell
  }

  /// Of one step. Over a sequence a normalized sum bends so much that difference quotients are good to 1e-5 only; there the
  /// loop is that of every other cell.
  func testEveryGradient() {
    let lstm = randomGains(LayerNormCell<LSTMCell<Double>>(inputSize: i, hiddenSize: h, using: &generator))
    assertStepGradients(lstm)
    assertBackwardAccumulates(lstm)
    let gru = randomGains(LayerNormCell<GRUCell<Double>>(inputSize: i, hiddenSize: h, using: &generator))
    assertStepGradients(gru)
    assertBackwardAccumulates(gru)
  }

  /// The documented sums, in scalars, for the LSTM.
  func testAStepIsTheDocumentedEquation() {
    let cell = randomGains(LayerNormCell<LSTMCell<Double>>(inputSize: i, hiddenSize: h, using: &generator))
    let x = randomMatrix(Size.batch, i, &generator)
    let state = randomState(of: cell, &generator)
    func norm(_ sums: [Double]) -> [Double] {
      let mean = sums.reduce(0, +) / Double(sums.count)
      let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sums.count)
      return sums.map { ($0 - mean) / (variance + 1e-5).squareRoot() }
    }
    let next = cell.step(x, from: state).state
    for b in 0..<Size.batch {
      func products(_ row: Matrix<Double>, _ weight: Matrix<Double>) -> [Double] {
        (0..<4 * h).map { k in (0..<row.columns).reduce(0) { $0 + row[0, $1] * weight[$1, k] } }
      }
      let byInput = norm(products(x.row(b), cell.base.weightIH))
      let byState = norm(products(state.hidden.row(b), cell.base.weightHH))
      let sums = (0..<4 * h).map {
        cell.gainIH[0, $0] * byInput[$0] + cell.gainHH[0, $0] * byState[$0] + cell.base.bias[0, $0]
      }
      for k in 0..<h {
        let memory =
          logistic(sums[h + k]) * state.cell[b, k] + logistic(sums[k]) * Foundation.tanh(sums[2 * h + k])
        XCTAssertEqual(next.cell[b, k], memory, accuracy: 1e-13)
        XCTAssertEqual(
          next.hidden[b, k], logistic(sums[3 * h + k]) * Foundation.tanh(memory), accuracy: 1e-13)
      }
    }
  }

  /// The same weights times a hundred: without normalization all gates would be saturated.
  func testTheSizeOfTheWeightsDoesNotMatter() {
    var cell = LayerNormCell<GRUCell<Double>>(inputSize: i, hiddenSize: h, using: &generator)
    let inputs = randomSequence(&generator).map { $0 * 10 }
    let before = RecurrentLayer(cell)(inputs).hidden
    cell.base.weightIH *= 100
    cell.base.weightHH *= 100
    assertClose(RecurrentLayer(cell)(inputs).hidden, before, within: 1e-2)
  }

  func testItIsMadeAgainFromItsForm() {
    var cell = LayerNormCell<GRUCell<Double>>(inputSize: i, hiddenSize: h, using: &generator)
    cell.base.gateActivation = .hardSigmoid
    let again = LayerNormCell<GRUCell<Double>>(cell.form, inputSize: i, hiddenSize: h, using: &generator)
    XCTAssertEqual(again?.form, cell.form)
    XCTAssertEqual(LayerNormCell<GRUCell<Double>>.kind, "LayerNormGRU")
    XCTAssertNil(
      LayerNormCell<GRUCell<Double>>(
        GRUCell<Double>(inputSize: i, hiddenSize: h, using: &generator).form, inputSize: i, hiddenSize: h,
        using: &generator))
  }
}

final class RecurrentDropoutTests: XCTestCase {
  private var generator = SplitMix64(seed: 67)

  /// The products read the masked state and everything else the whole one, as the steps by hand do.
  private func check<Cell: GatedCell>(_ cell: Cell) where Cell.Scalar == Double, Cell.State: FlatState {
    let inputs = randomSequence(&generator)
    let layer = RecurrentLayer(cell)
    let mask: Matrix<Double> = [[0], [2], [2], [0]]
    let dropped = RecurrentDropout(layer, mask: mask)
    func loss(_ layer: RecurrentLayer<Cell>) -> Double {
      RecurrentDropout(layer, mask: mask).layer(inputs).hidden.reduce(0) { $0 + $1.sum() }
    }
    let output = dropped.layer(inputs)
    let ones = output.hidden.map { $0 * 0 + 1 }
    let gradient = dropped.gradient(dropped.layer.backward(ones, through: output).parameters)
    assertPass(checkGradients(gradient, of: loss, at: layer))
    for row in [0, 3] {
      XCTAssertEqual(gradient.cell.weightHH.row(row).norm, 0, "what is dropped learns nothing")
    }
  }

  func testEveryGradient() {
    check(LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    check(GRUCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    check(PeepholeLSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
  }

  /// A plain cell whose state is masked before each step: `H_t = tanh(X_t · W_x + (m ⊙ H_{t-1}) · W_h + b)`.
  func testOneMaskServesAllSteps() {
    let cell = RNNCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let inputs = randomSequence(&generator)
    let dropped = RecurrentDropout(
      RecurrentLayer(cell), Dropout(probability: 0.5), using: &generator)
    XCTAssertTrue(dropped.mask.elements.allSatisfy { $0 == 0 || $0 == 2 })
    var state = cell.initialState(batchSize: Size.batch)
    let expected = inputs.map { input in
      state = cell.step(input, from: state * dropped.mask.transposed()).state
      return state
    }
    assertClose(dropped.layer(inputs).hidden, expected, within: 1e-13)
    let none = RecurrentDropout(RecurrentLayer(cell), Dropout(probability: 0), using: &generator)
    XCTAssertEqual(none.layer(inputs).hidden, RecurrentLayer(cell)(inputs).hidden)
  }
}

final class BridgedEncoderTests: XCTestCase {
  func testEveryGradientOfANetworkOfTwoKindsOfState() {
    var generator = SplitMix64(seed: 68)
    let decoder = LSTM<Double>(LSTMCell(inputSize: 6, hiddenSize: 8, using: &generator))
    let reader = Bidirectional<GRUCell<Double>>(inputSize: Size.input, hiddenSize: 5, using: &generator)
    let network = EncoderDecoder(
      encoder: BridgedEncoder(reader, to: decoder.cell, using: &generator), decoder: decoder,
      output: Linear(inputSize: 8, outputSize: Size.classes, using: &generator))
    let source = randomSequence(&generator)
    let target = (0..<4).map { _ in randomMatrix(Size.batch, 6, &generator) }
    assertWiringGradients(network) { network in
      let (logits, cache) = network(source, trueOutputs: target, sourceLengths: [3, 5])
      return (logits, { _ = network.backward($0, through: cache, adding: &$1) })
    }
    let (logits, cache) = network(source, trueOutputs: target, sourceLengths: [3, 5])
    var unused = network.zeroed()
    let gradients = network.backward(logits, through: cache, adding: &unused)
    for step in source.indices {
      assertInputGradient(gradients[step], at: source[step], "input \(step)") { moved in
        var all = source
        all[step] = moved
        return zip(network(all, trueOutputs: target, sourceLengths: [3, 5]).logits, logits)
          .reduce(0) { $0 + $1.0.dot($1.1) }
      }
    }
  }

  /// As a layer of its own: every output is what the decoder begins with.
  func testItsOutputsAreItsSummary() {
    var generator = SplitMix64(seed: 69)
    let cell = LSTMCell<Double>(inputSize: 6, hiddenSize: 8, using: &generator)
    let layer = BridgedEncoder(
      GRU<Double>(GRUCell(inputSize: Size.input, hiddenSize: 5, using: &generator)), to: cell,
      using: &generator)
    let inputs = randomSequence(&generator)
    let output = layer(inputs)
    XCTAssertEqual(output.hidden, inputs.map { _ in output.finalState.hidden })
    let weights = output.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }
    assertPass(
      checkGradients(
        layer.backward(weights, through: output).parameters,
        of: { zip($0(inputs).hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) } }, at: layer))
  }
}
