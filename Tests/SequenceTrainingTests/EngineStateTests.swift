import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// The state of an engine, and the effect of NaN.
final class EngineStateTests: XCTestCase {
  private let windows = makeWindows(3, batchSize: 3, stepCount: 5, shortEnd: 2)

  private func makeEngine<Cell: RecurrentCell>(_ cell: Cell) -> LanguageModelEngine<Cell> {
    LanguageModelEngine(makeModel(of: cell, layerCount: 2), batchSize: 3, stepCount: 5, threadCount: 2)
  }

  func testALossAloneIsThatOfTheBackwardPassAndLeavesTheGradient() {
    func check<Cell: ExactCell>(_ cell: Cell) {
      let (engine, other) = (makeEngine(cell), makeEngine(cell))
      XCTAssertEqual(engine.lossAndGradient(of: windows[0]), other.loss(of: windows[0]))
      let gradient = engine.gradient
      XCTAssertEqual(engine.loss(of: windows[1]), other.lossAndGradient(of: windows[1]))
      XCTAssertEqual(engine.state?.map(\.parts), other.state?.map(\.parts))
      for (_, path) in gradient.namedParameters {
        XCTAssertEqual(engine.gradient[keyPath: path], gradient[keyPath: path])
      }
    }
    for cell in exactCells(hiddenSize: 5) { check(cell) }
  }

  /// An engine built from the state of another continues as that one does, short window or not.
  func testStatesAndModelsAreCarriedOver() {
    func check<Cell: ExactCell>(_ cell: Cell) {
      for last in [windows[1], windows[2]] {
        let engine = makeEngine(cell)
        XCTAssertNil(engine.state)
        _ = engine.lossAndGradient(of: last)
        engine.descend(learningRate: 0.3)
        let other = LanguageModelEngine(engine.model, batchSize: 3, stepCount: 5, threadCount: 1)
        other.state = engine.state
        XCTAssertEqual(other.state?.map(\.parts), engine.state?.map(\.parts))
        XCTAssertEqual(engine.lossAndGradient(of: windows[0]), other.lossAndGradient(of: windows[0]))

        let first = LanguageModelEngine(engine.model, batchSize: 3, stepCount: 5, threadCount: 1)
        engine.state = nil
        other.resetState()
        let expected = first.loss(of: windows[0])
        XCTAssertEqual(engine.loss(of: windows[0]), expected)
        XCTAssertEqual(other.loss(of: windows[0]), expected)
      }
    }
    for cell in exactCells(hiddenSize: 5) { check(cell) }
  }

  func testAModelThatIsPutInIsTheOneThatRuns() {
    func check<Cell: ExactCell>(_ cell: Cell) {
      let (engine, model) = (makeEngine(cell), makeModel(of: cell, layerCount: 2, seed: 5))
      let before = engine.loss(of: windows[0])
      engine.model = model
      engine.resetState()
      let after = engine.loss(of: windows[0])
      XCTAssertNotEqual(before, after)
      XCTAssertEqual(after, model.loss(of: windows[0], from: nil).loss, accuracy: 1e-12)
    }
    for cell in exactCells(hiddenSize: 5) { check(cell) }
  }

  /// A NaN parameter does not hide behind a finite loss; and clipping does not turn it into a number.
  func testAParameterThatIsNoNumberGivesALossThatIsNone() {
    func check<Cell: RecurrentCell>(_ cell: Cell) {
      let engine = makeEngine(cell)
      for (name, path) in engine.model.namedParameters {
        var broken = makeModel(of: cell, layerCount: 2)
        let shape = broken[keyPath: path].shape
        for (row, column) in [(0, 0), (shape.rows - 1, shape.columns - 1)] {
          broken = makeModel(of: cell, layerCount: 2)
          broken[keyPath: path][row, column] = .nan
          engine.model = broken
          engine.resetState()
          let loss = (0..<3).map { _ in engine.lossAndGradient(of: windows[0]) }.last
          XCTAssertEqual(loss?.isNaN, true, "\(Cell.kind) \(name)[\(row), \(column)]")
          XCTAssertTrue(engine.clipGradient(toNorm: 1).isNaN, "\(Cell.kind) \(name)[\(row), \(column)]")
        }
      }
    }
    for cell in exactCells(hiddenSize: 5) { check(cell) }
    for cell in trainingCells(hiddenSize: 17) { check(cell) }
  }

  /// As with the clipping of values: a gradient without a finite norm stays unchanged.
  func testAnInfiniteGradientStaysAsItIs() {
    let model = makeModel(of: trainingCells(hiddenSize: 5)[1] as! LSTMCell<Float>, layerCount: 1)
    let engine = LanguageModelEngine(model, batchSize: 3, stepCount: 5)
    _ = engine.lossAndGradient(of: windows[0])
    let (place, finite) = (engine.gradients.start, engine.gradients.start[1])
    place[0] = .infinity
    XCTAssertEqual(engine.clipGradient(toNorm: 1), .infinity)
    XCTAssertEqual(place[0], .infinity)
    XCTAssertEqual(place[1], finite)
  }

  /// Every loss is finite however sure the model is of a wrong token.
  func testALossMayBeLarge() {
    var model = makeModel(of: exactCells(hiddenSize: 5)[0] as! RNNCell<Double>, layerCount: 1)
    model.output.bias[0, 3] = 5000
    let window = TokenWindow(inputs: [[1, 2, 3]], targets: [[0, 1, 4]])
    let engine = LanguageModelEngine(model, batchSize: 3, stepCount: 5)
    XCTAssertEqual(engine.lossAndGradient(of: window), 5000, accuracy: 2)
    XCTAssertTrue(engine.gradientNorm.isFinite)
    XCTAssertEqual(engine.gradient.output.bias[0, 3], 1, accuracy: 1e-12)
  }
}
