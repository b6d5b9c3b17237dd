import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// The same run produces the same bits, with any number of threads.
final class EngineRepeatTests: XCTestCase {
  private enum Method: CaseIterable { case descent, adam }

  /// Some clipped updates; B is divisible by neither 2 nor 3, and the weight gradients are cut by rows and by columns.
  private func run<Cell: TrainingCell>(
    _ model: LanguageModel<Cell>, _ method: Method, threadCount: Int, batchSize: Int = 5,
    stepCount: Int = 6, shortEnd: Int = 4
  ) -> (losses: [Double], norms: [Float], model: LanguageModel<Cell>, state: [[String: Matrix<Float>]]?) {
    let engine = LanguageModelEngine(
      model, batchSize: batchSize, stepCount: stepCount, threadCount: threadCount)
    var (losses, norms): ([Double], [Float]) = ([], [])
    let windows = makeWindows(6, batchSize: batchSize, stepCount: stepCount, shortEnd: shortEnd)
    for (index, window) in windows.enumerated() {
      losses.append(engine.lossAndGradient(of: window))
      norms.append(engine.clipGradient(toNorm: 0.1))
      switch method {
      case .descent: engine.descend(learningRate: 0.5)
      case .adam: engine.descendByAdam(learningRate: 0.01, updateCount: index + 1)
      }
    }
    return (losses, norms, engine.model, engine.state?.map(\.parts))
  }

  func testThreadsDoNotChangeABit() {
    func check<Cell: TrainingCell>(_ cell: Cell, _ method: Method, batchSize: Int) {
      let model = makeModel(of: cell, layerCount: 2)
      // So many that threads also share the update.
      XCTAssertTrue(cell is RNNCell<Float> || model.parameterCount > 1 << 16, model.label)
      let expected = run(model, method, threadCount: 1, batchSize: batchSize)
      XCTAssertGreaterThan(expected.norms.min() ?? 0, 0.1, "every gradient of \(model.label) is clipped")
      XCTAssertNotEqual(expected.losses.first, expected.losses.last)
      for threadCount in [1, 2, 3] {
        let label = "\(model.label) B\(batchSize), \(method), \(threadCount) threads"
        let result = run(model, method, threadCount: threadCount, batchSize: batchSize)
        XCTAssertEqual(result.losses, expected.losses, label)
        XCTAssertEqual(result.norms, expected.norms, label)
        XCTAssertEqual(result.state, expected.state, label)
        for (name, path) in model.namedParameters {
          XCTAssertEqual(result.model[keyPath: path], expected.model[keyPath: path], "\(name) \(label)")
        }
      }
    }
    for cell in trainingCells(hiddenSize: 100) {
      for method in Method.allCases {
        for batchSize in [2, 5] { check(cell, method, batchSize: batchSize) }
      }
    }
  }

  /// Few sequences go through the layers in two stages, chunk by chunk; the short end has fewer chunks.
  func testStagesOfLayersDoNotChangeABit() {
    func check<Cell: TrainingCell>(_ cell: Cell, layerCount: Int, batchSize: Int) {
      let model = makeModel(of: cell, layerCount: layerCount)
      func result(_ threadCount: Int) -> (losses: [Double], model: LanguageModel<Cell>) {
        let run = run(
          model, .descent, threadCount: threadCount, batchSize: batchSize, stepCount: 23, shortEnd: 8)
        return (run.losses, run.model)
      }
      let (expected, other) = (result(1), result(2))
      let label = "\(model.label), \(layerCount) layers, B\(batchSize)"
      XCTAssertEqual(other.losses, expected.losses, label)
      for (name, path) in model.namedParameters {
        XCTAssertEqual(other.model[keyPath: path], expected.model[keyPath: path], "\(name) \(label)")
      }
    }
    for cell in trainingCells(hiddenSize: 9) {
      for (layerCount, batchSize) in [(2, 1), (3, 2), (4, 3)] {
        check(cell, layerCount: layerCount, batchSize: batchSize)
      }
    }
  }

  /// The updates are those of the optimizers that work on values.
  func testClippedDescentIsThatOfTheOptimizers() {
    func check<Cell: ExactCell>(_ cell: Cell) {
      var model = makeModel(of: cell, layerCount: 2)
      let engine = LanguageModelEngine(model, batchSize: 3, stepCount: 6)
      var optimizer = SGD(for: model, learningRate: 0.5)
      var state: LanguageModel<Cell>.State?
      for window in makeWindows(5, batchSize: 3, stepCount: 6) {
        var expected = model.lossAndGradient(of: window, from: state)
        XCTAssertEqual(engine.lossAndGradient(of: window), expected.loss, accuracy: 1e-10, model.label)
        let norm = expected.gradient.clip(toNorm: 0.25)
        XCTAssertEqual(engine.clipGradient(toNorm: 0.25), norm, accuracy: 1e-10, model.label)
        XCTAssertEqual(engine.gradientNorm, min(norm, 0.25), accuracy: 1e-10, model.label)
        XCTAssertEqual(engine.gradient.globalNorm, min(norm, 0.25), accuracy: 1e-10, model.label)
        optimizer.update(&model, along: expected.gradient)
        engine.descend(learningRate: 0.5)
        state = expected.finalState
      }
      for (name, path) in model.namedParameters {
        let difference = engine.model[keyPath: path] - model[keyPath: path]
        XCTAssertLessThan(difference.largestSize, 1e-10, "\(name) \(model.label)")
      }
    }
    for cell in exactCells(hiddenSize: 17) { check(cell) }
  }
}
