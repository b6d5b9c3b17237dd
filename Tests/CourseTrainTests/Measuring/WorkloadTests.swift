import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining
@testable import course_train

final class WorkloadTests: XCTestCase {
  private func tiny(_ cell: CellKind, _ layerCount: Int) -> Workload {
    Workload(cell: cell, layerCount: layerCount, vocabularySize: 7, hiddenSize: 4, batchSize: 2, stepCount: 5)
  }

  func testThereIsAWorkloadForEverySizeCellAndDepth() {
    XCTAssertEqual(NamedWorkload.all.count, 4 * 3 * 2)
    XCTAssertEqual(Set(NamedWorkload.all).count, NamedWorkload.all.count)
  }

  /// Six operations for every weight of a product, and the token table is looked up, not multiplied.
  func testUsefulOperationsAreSixForEachWeightOfAProduct() {
    for cell in CellKind.allCases {
      for layerCount in [1, 2, 3] {
        let workload = tiny(cell, layerCount)
        var weights = parameterShapes(workload)
        weights["layers.0.weightIH"] = nil
        let products = weights.filter { $0.key.contains("weight") }.values.reduce(0) {
          $0 + $1.rows * $1.columns
        }
        XCTAssertEqual(workload.usefulOperationsPerToken, Double(6 * products), workload.title)
      }
    }
  }

  private func parameterShapes(_ workload: Workload) -> [String: MatrixShape] {
    func shapes<Cell: RecurrentCell>(_: Cell.Type) -> [String: MatrixShape] {
      var generator = SplitMix64(seed: 1)
      let model = LanguageModel<Cell>(
        vocabularySize: workload.vocabularySize, hiddenSize: workload.hiddenSize,
        layerCount: workload.layerCount, using: &generator)
      return Dictionary(
        uniqueKeysWithValues: model.namedParameters.map { ($0.name, model[keyPath: $0.path].shape) })
    }
    return switch workload.cell {
    case .rnn: shapes(RNNCell<Float>.self)
    case .gru: shapes(GRUCell<Float>.self)
    case .lstm: shapes(LSTMCell<Float>.self)
    }
  }

  func testTokensAreOfTheVocabularyRepeatAndDifferFromWindowToWindow() {
    let workload = tiny(.rnn, 1)
    let windows = WorkloadTokens(workload).windows
    XCTAssertGreaterThan(windows.count, 1)
    for (inputs, targets) in windows {
      XCTAssertEqual([inputs.count, targets.count], [10, 10])
      XCTAssertTrue((inputs + targets).allSatisfy { (0..<7).contains($0) })
      XCTAssertNotEqual(inputs, targets)
    }
    XCTAssertNotEqual(windows[0].inputs, windows[1].inputs)
    XCTAssertEqual(windows.map(\.inputs), WorkloadTokens(workload).windows.map(\.inputs))
  }

  func testAStepIsLossClipAndDescentWithTheStateCarried() {
    for layerCount in [1, 2] {
      let workload = tiny(.lstm, layerCount)
      let training = WorkloadTraining(workload, threadCount: 1)
      let fast = (0..<3).map { _ in training.step() }
      XCTAssertEqual(fast.count, slowLosses(workload, count: 3).count)
      for (fast, slow) in zip(fast, slowLosses(workload, count: 3)) {
        XCTAssertEqual(fast, slow, accuracy: 1e-5, "\(layerCount) layers")
      }
    }
  }

  /// The same training by the readable parts of the library.
  private func slowLosses(_ workload: Workload, count: Int) -> [Double] {
    var generator = SplitMix64(seed: 1)
    var model = LanguageModel<LSTMCell<Float>>(
      vocabularySize: workload.vocabularySize, hiddenSize: workload.hiddenSize,
      layerCount: workload.layerCount, using: &generator)
    var optimizer = SGD(for: model, learningRate: Workload.learningRate)
    var state: [LSTMState<Float>]?
    return WorkloadTokens(workload).windows.prefix(count).map { inputs, targets in
      func steps(_ tokens: [Int]) -> [[Int]] {
        (0..<workload.stepCount).map {
          Array(tokens[$0 * workload.batchSize..<($0 + 1) * workload.batchSize])
        }
      }
      let window = TokenWindow(inputs: steps(inputs), targets: steps(targets))
      var (loss, gradient, next) = model.lossAndGradient(of: window, from: state)
      gradient.clip(toNorm: Float(Workload.clipNorm))
      optimizer.update(&model, along: gradient)
      state = next
      return loss
    }
  }

  func testSpeedCountsWholeStepsAndMakesOneInNoTime() {
    let training = WorkloadTraining(tiny(.gru, 1))
    let speed = training.speed(seconds: 0)
    XCTAssertGreaterThan(speed, 0)
    XCTAssertTrue(speed.isFinite)
  }
}
