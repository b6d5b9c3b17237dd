import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// Results checked in `Double` also hold for training in `Float`, at realistic sizes.
final class EnginePrecisionTests: XCTestCase {
  private let (vocabularySize, batchSize, stepCount) = (65, 8, 25)

  func testSinglePrecisionIsAsExactAsItsNumbers() {
    func check<Rounded: TrainingCell, Exact: ExactCell>(_ rounded: Rounded, _ exact: Exact, layerCount: Int) {
      let model = makeModel(of: rounded, vocabularySize: vocabularySize, layerCount: layerCount)
      var wide = makeModel(of: exact, vocabularySize: vocabularySize, layerCount: layerCount)
      for (one, other) in zip(model.namedParameters, wide.namedParameters) {
        XCTAssertEqual(one.name, other.name)
        wide[keyPath: other.path] = double(model[keyPath: one.path])
      }
      let engine = LanguageModelEngine(model, batchSize: batchSize, stepCount: stepCount)
      let reference = LanguageModelEngine(wide, batchSize: batchSize, stepCount: stepCount)
      for window in makeWindows(
        2, vocabularySize: vocabularySize, batchSize: batchSize, stepCount: stepCount)
      {
        let (loss, exactLoss) = (engine.lossAndGradient(of: window), reference.lossAndGradient(of: window))
        XCTAssertEqual(loss, exactLoss, accuracy: 1e-6 * exactLoss, model.label)
      }
      let (gradient, exactGradient) = (engine.gradient, reference.gradient)
      for (one, other) in zip(model.namedParameters, wide.namedParameters) {
        let (ours, theirs) = (double(gradient[keyPath: one.path]), exactGradient[keyPath: other.path])
        let error = (ours - theirs).largestSize / theirs.largestSize
        XCTAssertLessThanOrEqual(error, 5e-6, "\(model.label): \(one.name)")
      }
    }
    let exact: [any ExactCell] = exactCells(hiddenSize: 100).filter { !isVariant($0) }
    for (cell, wide) in zip(trainingCells(hiddenSize: 100), exact) {
      for layerCount in [1, 2] { check(cell, wide, layerCount: layerCount) }
    }
  }

  /// Whether a cell has no counterpart in `trainingCells`.
  private func isVariant(_ cell: any ExactCell) -> Bool {
    switch cell {
    case let cell as RNNCell<Double>: cell.activation != .tanh
    case let cell as LSTMCell<Double>: cell.outputActivation != .tanh
    case let cell as GRUCell<Double>: cell.updatePolarity != .keepsState
    default: true
    }
  }

  private func double(_ matrix: Matrix<Float>) -> Matrix<Double> {
    Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(Double.init))
  }
}
