import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// The two ways to update a model are one computation.
final class WindowPassTests: XCTestCase {
  private let windows = SequentialWindows(
    (0..<90).map { $0 * $0 % 7 }, batchSize: 2, stepCount: 5, includesPartialWindow: true)

  func testTheFusedUpdatesAreTheSteppedOnes() {
    compare(RNNCell<Double>.self)
    compare(GRUCell<Double>.self)
    compare(LSTMCell<Double>.self)
  }

  private func compare<Cell: RecurrentCell>(_ kind: Cell.Type) where Cell.Scalar == Double {
    var generator = SplitMix64(seed: 14)
    let model = LanguageModel<Cell>(vocabularySize: 7, hiddenSize: 4, layerCount: 2, using: &generator)
    let stepped = SteppedPass(model)
    let fused = LanguageModelEngine(model, batchSize: 2, stepCount: 5, threadCount: 2)
    let narrow = SequentialWindows(
      (0..<60).map { $0 * 3 % 7 }, batchSize: 2, stepCount: 5, includesPartialWindow: true)
    var optimizers: [any Optimizer<LanguageModel<Cell>>] = [Adam(for: model), Adam(for: model)]
    for index in 0..<windows.windowCount - 1 {
      if index == 4 { (stepped.state, fused.state) = (nil, nil) }
      var losses: [Double] = []
      for (place, pass) in [stepped, fused as any WindowPass<LanguageModel<Cell>>].enumerated() {
        losses.append(pass.lossAndGradient(of: windows[index], droppingWith: &generator))
        XCTAssertTrue(pass.clipGradient(to: 0.3).isFinite)
        pass.update(by: &optimizers[place])
      }
      XCTAssertEqual(losses[0], losses[1], accuracy: 1e-9, "\(Cell.kind), update \(index)")
    }
    assertEqual(stepped.model, fused.model)
    let (memory, other) = (stepped.current(optimizers[0]).memory, fused.current(optimizers[1]).memory)
    XCTAssertEqual(memory.updateCount, other.updateCount)
    XCTAssertEqual(memory.averages.keys.sorted(), ["mean", "meanSquare"])
    for (name, average) in memory.averages { assertEqual(average, other.averages[name]!) }
    for (ours, theirs) in zip(stepped.state ?? [], fused.state ?? []) {
      XCTAssertLessThan((ours.hidden - theirs.hidden).norm, 1e-9)
    }
    XCTAssertEqual(fused.state?.count, 2)
    XCTAssertEqual(stepped.meanLoss(over: windows), fused.meanLoss(over: windows), accuracy: 1e-9)
    XCTAssertEqual(stepped.meanLoss(over: narrow), fused.meanLoss(over: narrow), accuracy: 1e-9)
  }

  private func assertEqual<Model: ParameterCollection>(_ one: Model, _ other: Model)
  where Model.Scalar == Double {
    for (name, path) in one.namedParameters {
      XCTAssertLessThan((one[keyPath: path] - other[keyPath: path]).norm, 1e-9, name)
    }
  }
}
