import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// The gradients of the path that trains, against finite differences and against the model's own.
final class EngineGradientTests: XCTestCase {
  func testEveryGradientAgreesWithDifferenceQuotients() {
    func check<Cell: ExactCell>(_ cell: Cell, layerCount: Int) {
      var model = makeModel(of: cell, layerCount: layerCount)
      // Through three layers of small weights the gradient becomes too small to be read from differences.
      if layerCount == 3 { model.scale(by: 3) }
      let windows = makeWindows(2, batchSize: 2, stepCount: 5)
      let engine = LanguageModelEngine(model, batchSize: 2, stepCount: 5, threadCount: 2)
      _ = engine.loss(of: windows[0])
      let state = engine.state
      _ = engine.lossAndGradient(of: windows[1])
      let gradient = engine.gradient
      let checks = checkGradients(
        gradient,
        of: { moved in
          engine.model = moved
          engine.state = state
          return engine.loss(of: windows[1])
        }, at: model)
      XCTAssertEqual(checks.count, model.namedParameters.count)
      for check in checks {
        XCTAssertTrue(check.passes(), "\(model.label): \(check)")
        XCTAssertEqual(check.kinks, [], "\(model.label): \(check)")
      }
    }
    for cell in exactCells(hiddenSize: 5) {
      for layerCount in [1, 2] { check(cell, layerCount: layerCount) }
    }
    for cell in exactCells(hiddenSize: 2) { check(cell, layerCount: 3) }
  }

  /// Windows in a row that carry their state, the last one shorter than there is room for, and a new start.
  func testWindowsInARowAgreeWithTheModel() {
    func check<Cell: ExactCell>(_ cell: Cell, layerCount: Int, batchSize: Int, stepCount: Int) {
      let model = makeModel(of: cell, layerCount: layerCount)
      let windows = makeWindows(3, batchSize: batchSize, stepCount: stepCount, shortEnd: (stepCount + 1) / 2)
      let engine = LanguageModelEngine(model, batchSize: batchSize, stepCount: stepCount, threadCount: 2)
      var state: LanguageModel<Cell>.State?
      for (index, window) in (windows + windows).enumerated() {
        let label = "\(model.label) B\(batchSize) T\(stepCount), window \(index)"
        if index == windows.count {
          engine.resetState()
          state = nil
        }
        let expected = model.lossAndGradient(of: window, from: state)
        XCTAssertEqual(engine.lossAndGradient(of: window), expected.loss, accuracy: 1e-12, label)
        assertAgree(engine.gradient, expected.gradient, within: 1e-12, label)
        assertAgree(engine.state, expected.finalState, label)
        state = expected.finalState
      }
    }
    for cell in exactCells(hiddenSize: 33) {
      check(cell, layerCount: 1, batchSize: 1, stepCount: 9)
      check(cell, layerCount: 2, batchSize: 5, stepCount: 5)
      check(cell, layerCount: 3, batchSize: 2, stepCount: 2)
      check(cell, layerCount: 2, batchSize: 1, stepCount: 1)
    }
    for cell in exactCells(hiddenSize: 17) { check(cell, layerCount: 2, batchSize: 3, stepCount: 9) }
    for cell in exactCells(hiddenSize: 100) { check(cell, layerCount: 2, batchSize: 5, stepCount: 5) }
  }

  /// Layers can differ in size.
  func testLayersOfOtherSizes() {
    func check<Cell: ExactCell>(_ kind: Cell.Type) {
      var generator = SplitMix64(seed: 85)
      let sizes = [7, 5, 17, 4]
      let model = LanguageModel<Cell>(
        layers: DeepRNN(
          zip(sizes, sizes.dropFirst()).map {
            RecurrentLayer(Cell(inputSize: $0, hiddenSize: $1, using: &generator))
          }), output: Linear(inputSize: 4, outputSize: 7, using: &generator))
      let engine = LanguageModelEngine(model, batchSize: 3, stepCount: 5, threadCount: 2)
      var state: LanguageModel<Cell>.State?
      for window in makeWindows(2, batchSize: 3, stepCount: 5) {
        let expected = model.lossAndGradient(of: window, from: state)
        XCTAssertEqual(engine.lossAndGradient(of: window), expected.loss, accuracy: 1e-12, model.label)
        assertAgree(engine.gradient, expected.gradient, within: 1e-12, model.label)
        state = expected.finalState
      }
    }
    check(RNNCell<Double>.self)
    check(GRUCell<Double>.self)
    check(LSTMCell<Double>.self)
  }

  private func assertAgree<Model: ParameterCollection>(
    _ ours: Model, _ theirs: Model, within tolerance: Double, _ label: String, line: UInt = #line
  ) where Model.Scalar == Double {
    for (name, path) in theirs.namedParameters {
      let (x, y) = (ours[keyPath: path], theirs[keyPath: path])
      XCTAssertEqual(x.shape, y.shape, "\(name) \(label)", line: line)
      XCTAssertLessThanOrEqual(
        (x - y).largestSize, tolerance * y.largestSize, "\(name) \(label)", line: line)
    }
  }

  private func assertAgree<State: RecurrentState>(
    _ ours: [State]?, _ theirs: [State], _ label: String, line: UInt = #line
  ) {
    XCTAssertEqual(ours?.count, theirs.count, label, line: line)
    for (layer, (x, y)) in zip(ours ?? [], theirs).enumerated() {
      XCTAssertEqual(x.parts.keys.sorted(), y.parts.keys.sorted(), label, line: line)
      for (name, part) in y.parts {
        let error = x.parts[name].map { ($0 - part).largestSize / part.largestSize } ?? .nan
        XCTAssertLessThanOrEqual(error, 1e-12, "state \(layer).\(name) \(label)", line: line)
      }
    }
  }
}
