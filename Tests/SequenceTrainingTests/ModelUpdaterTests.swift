import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// The two ways to update a model are one computation.
final class ModelUpdaterTests: XCTestCase {
  private let windows = SequentialWindows(
    (0..<90).map { $0 * $0 % 7 }, batchSize: 2, stepCount: 5, keepsShortEnd: true)

  func testTheFusedUpdatesAreTheSteppedOnes() {
    compare(RNNCell<Double>.self)
    compare(GRUCell<Double>.self)
    compare(LSTMCell<Double>.self)
  }

  private func compare<Cell: RecurrentCell>(_ kind: Cell.Type) where Cell.Scalar == Double {
    var generator = SplitMix64(seed: 14)
    let model = LanguageModel<Cell>(vocabularySize: 7, hiddenSize: 4, layerCount: 2, using: &generator)
    let stepped = SteppedUpdater(model, Adam(for: model))
    let fused = FusedUpdater(model, Adam(for: model), batchSize: 2, stepCount: 5, threadCount: 2)
    let other = SequentialWindows(
      (0..<60).map { $0 * 3 % 7 }, batchSize: 3, stepCount: 5, keepsShortEnd: true)
    for index in 0..<windows.windowCount - 1 {
      if index == 4 { (stepped.state, fused.state) = (nil, nil) }
      let losses = [stepped, fused as any ModelUpdater<Cell>].map {
        $0.update(on: windows[index], learningRate: 0.02, clipNorm: 0.3, droppingWith: &generator).loss
      }
      XCTAssertEqual(losses[0], losses[1], accuracy: 1e-9, "\(Cell.kind), update \(index)")
    }
    XCTAssertEqual(stepped.loss(over: windows), fused.loss(over: windows), accuracy: 1e-9)
    XCTAssertEqual(stepped.loss(over: other), fused.loss(over: other), accuracy: 1e-9)
    XCTAssertEqual(stepped.optimizer.updateCount, fused.optimizer.updateCount)
    assertEqual(stepped.model, fused.model)
    assertEqual(stepped.optimizer.mean, fused.optimizer.mean)
    assertEqual(stepped.optimizer.meanSquare, fused.optimizer.meanSquare)
    for (ours, theirs) in zip(stepped.state ?? [], fused.state ?? []) {
      XCTAssertLessThan((ours.hidden - theirs.hidden).norm, 1e-9)
    }
    XCTAssertEqual(fused.state?.count, 2)
  }

  private func assertEqual<Model: ParameterCollection>(_ one: Model, _ other: Model)
  where Model.Scalar == Double {
    for (name, path) in one.namedParameters {
      XCTAssertLessThan((one[keyPath: path] - other[keyPath: path]).norm, 1e-9, name)
    }
  }
}
