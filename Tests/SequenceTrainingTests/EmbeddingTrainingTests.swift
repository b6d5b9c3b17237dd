import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// An embedding in front of the lowest layer, alone and with its weight as the output layer's.
final class EmbeddingTrainingTests: XCTestCase {
  /// V = 7, H = 4, and E = 3 or, for tied weights, E = H.
  private func models<Cell: ExactCell>(_ type: Cell.Type, layerCount: Int = 2) -> [LanguageModel<Cell>] {
    var generator = SplitMix64(seed: 21)
    return [(3, false), (4, true)].map { size, isTied in
      LanguageModel(
        vocabularySize: 7, hiddenSize: 4, layerCount: layerCount, embeddingSize: size, tiesWeights: isTied,
        dropout: Dropout(probability: 0.3), using: &generator)
    }
  }

  private let window = makeWindows(1, batchSize: 2, stepCount: 5)[0]

  func testEveryGradientAgreesWithFiniteDifferences() {
    func check<Cell: ExactCell>(_ type: Cell.Type) {
      for model in models(type) {
        let gradient = model.lossAndGradient(of: window, from: nil).gradient
        let checks = checkGradients(gradient, of: { $0.loss(of: self.window, from: nil).loss }, at: model)
        XCTAssertEqual(checks.map(\.name), model.namedParameters.map(\.name))
        for check in checks {
          XCTAssertTrue(check.passes(), "\(model.label): \(check)")
          XCTAssertEqual(check.kinks, [], "\(model.label): \(check)")
        }
      }
    }
    check(RNNCell<Double>.self)
    check(GRUCell<Double>.self)
    check(LSTMCell<Double>.self)
  }

  /// On one thread and more, with a batch, one sequence in stages, and windows that carry their state.
  func testTheEngineComputesWhatTheModelComputes() {
    func check<Cell: ExactCell>(_ type: Cell.Type, batchSize: Int, layerCount: Int) {
      for model in models(type, layerCount: layerCount) {
        let engine = LanguageModelEngine(model, batchSize: batchSize, stepCount: 6, threadCount: 2)
        var (ours, theirs) = (SplitMix64(seed: 22), SplitMix64(seed: 22))
        var state: LanguageModel<Cell>.State?
        for window in makeWindows(3, batchSize: batchSize, stepCount: 6, shortEnd: 2) {
          let expected = model.lossAndGradient(of: window, from: state, droppingWith: &theirs)
          let loss = engine.lossAndGradient(
            inputs: window.flatInputs, targets: window.flatTargets, droppingWith: &ours)
          XCTAssertEqual(loss, expected.loss, accuracy: 1e-12, model.label)
          let gradient = engine.gradient
          for (name, path) in expected.gradient.namedParameters {
            XCTAssertLessThan(
              (gradient[keyPath: path] - expected.gradient[keyPath: path]).norm, 1e-12,
              "\(model.label) \(name) B\(batchSize)")
          }
          state = expected.finalState
        }
      }
    }
    for (batchSize, layerCount) in [(1, 1), (1, 3), (2, 2), (5, 1)] {
      check(RNNCell<Double>.self, batchSize: batchSize, layerCount: layerCount)
      check(GRUCell<Double>.self, batchSize: batchSize, layerCount: layerCount)
      check(LSTMCell<Double>.self, batchSize: batchSize, layerCount: layerCount)
    }
  }

  /// An embedding `W_e` before a layer `W_ih` is a layer `W_e · W_ih` of one-hot rows.
  func testAnEmbeddingIsAProductWithOneHotRows() {
    for model in models(LSTMCell<Double>.self) {
      var plain = model
      let table = model.embedding!.weight
      plain.layers.layers[0].cell.weightIH = matmul(table, model.layers.layers[0].cell.weightIH)
      if model.isTied { plain.output.weight = table.transposed() }
      plain.embedding = nil
      XCTAssertEqual(
        model.loss(of: window, from: nil).loss, plain.loss(of: window, from: nil).loss, accuracy: 1e-12)
      XCTAssertEqual(
        model.logProbability(of: [1, 2, 6]), plain.logProbability(of: [1, 2, 6]), accuracy: 1e-12)
      let (reader, other) = (LanguageModelReader(model), LanguageModelReader(plain))
      for token in [3, 0, 6] { XCTAssertLessThan((reader.read(token) - other.read(token)).norm, 1e-12) }
    }
  }

  func testTiedWeightsAreOneParameter() {
    let (plain, tied) = (models(GRUCell<Double>.self)[0], models(GRUCell<Double>.self)[1])
    XCTAssertEqual(
      plain.namedParameters.map(\.name).filter { !$0.contains("layers") },
      [
        "embedding.weight", "output.weight", "output.bias",
      ])
    XCTAssertEqual(
      tied.namedParameters.map(\.name).filter { !$0.contains("layers") }, ["embedding.weight", "output.bias"])
    XCTAssertEqual(tied.vocabularySize, 7)
    XCTAssertTrue(tied.isTied)
    XCTAssertFalse(plain.isTied)
  }

  /// The smallest: one token, one unit, one sequence, one step.
  func testTheSmallestModelHasAnEmbeddingToo() {
    var generator = SplitMix64(seed: 23)
    let model = LanguageModel<RNNCell<Double>>(
      vocabularySize: 1, hiddenSize: 1, embeddingSize: 1, tiesWeights: true, using: &generator)
    let engine = LanguageModelEngine(model, batchSize: 1, stepCount: 1)
    XCTAssertEqual(engine.lossAndGradient(inputs: [0], targets: [0]), 0)
    XCTAssertEqual(engine.gradient.globalNorm, 0)
  }
}
