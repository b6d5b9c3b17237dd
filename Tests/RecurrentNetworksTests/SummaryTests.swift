import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// A layer's summary of a whole sequence, and the network that reads it.
final class SummaryTests: XCTestCase {
  private var generator = SplitMix64(seed: 57)
  private lazy var inputs = randomSequence(&generator)

  /// The network's logits are the merged final states, its gradients are right, and every real input counts.
  private func assertReadsTheFinalState<Layer: SequenceLayer>(
    _ layer: Layer, _ final: (Layer.State) -> Matrix<Double>, line: UInt = #line
  ) where Layer.Scalar == Double {
    let size = layer.outputSize
    let plain = ManyToOne(
      layer: layer, output: Linear(weight: .identity(size), bias: .zeros(rows: 1, columns: size)))
    let network = ManyToOne(
      layer: layer, output: Linear(inputSize: size, outputSize: Size.classes, using: &generator))
    for lengths in [nil, [3, 5], [1, 4]] {
      assertClose(
        plain(inputs, lengths: lengths).logits, final(layer(inputs, from: nil, lengths: lengths).finalState),
        within: 0, line: line)
      assertWiringGradients(network, line: line) { network in
        let (logits, cache) = network(inputs, lengths: lengths)
        return ([logits], { _ = network.backward($0[0], through: cache, adding: &$1) })
      }
      let (logits, cache) = network(inputs, lengths: lengths)
      var unused = network.zeroed()
      let gradients = network.backward(logits, through: cache, adding: &unused)
      for step in 0..<Size.steps {
        assertInputGradient(gradients[step], at: inputs[step], "input \(step)", line: line) { moved in
          var all = inputs
          all[step] = moved
          return network(all, lengths: lengths).logits.dot(logits)
        }
        for row in 0..<Size.batch where step < lengths?[row] ?? Size.steps {
          XCTAssertGreaterThan(gradients[step].row(row).norm, 1e-6, "row \(row), step \(step)", line: line)
        }
      }
    }
  }

  func testALayerOfOneDirection() {
    let cell = LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    assertReadsTheFinalState(RecurrentLayer(cell)) { $0.hidden }
    assertReadsTheFinalState(RecurrentLayer(cell, direction: .backward)) { $0.hidden }
  }

  func testBothDirections() {
    for merge in Merge.allCases {
      let layer = Bidirectional<GRUCell<Double>>(
        inputSize: Size.input, hiddenSize: Size.hidden, merge: merge, using: &generator)
      assertReadsTheFinalState(layer) { state in
        let (forward, backward) = (state.forward, state.backward)
        return switch merge {
        case .concatenated: concatenate(columns: [forward, backward])
        case .summed: forward + backward
        case .averaged: (forward + backward) * 0.5
        case .multiplied: forward * backward
        case .stacked: concatenate(rows: [forward, backward])
        }
      }
    }
  }

  func testDeepLayers() {
    let deep = DeepRNN<Bidirectional<LSTMCell<Double>>>(
      inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, using: &generator)
    assertReadsTheFinalState(deep) { states in
      concatenate(columns: [states[1].forward.hidden, states[1].backward.hidden])
    }
    let backward = DeepRNN(
      [Size.input, Size.hidden].map { size in
        RecurrentLayer(
          GRUCell<Double>(inputSize: size, hiddenSize: Size.hidden, using: &generator), direction: .backward)
      })
    assertReadsTheFinalState(backward) { $0[1] }
  }

  /// The right half of the last output has read one step; that of the summary has read them all.
  func testTheSummaryOfBothDirectionsIsNotTheLastOutput() {
    let layer = Bidirectional<GRUCell<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let output = layer(inputs)
    let (summary, last) = (layer.summary(of: output), output.hidden[Size.steps - 1])
    assertClose(summary.columns(0..<Size.hidden), last.columns(0..<Size.hidden), within: 0)
    assertClose(
      summary.columns(Size.hidden..<2 * Size.hidden),
      output.hidden[0].columns(Size.hidden..<2 * Size.hidden), within: 0)
    XCTAssertGreaterThan((summary - last).norm, 1e-3)
  }
}
