import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// The memory of an engine: where the parameters are in it, and what is between them.
final class EngineMemoryTests: XCTestCase {
  private func arena(hiddenSize: Int) -> (
    ParameterArena<LanguageModel<GRUCell<Float>>>, LanguageModel<GRUCell<Float>>
  ) {
    let cell = trainingCells(hiddenSize: hiddenSize)[3] as! GRUCell<Float>
    let model = makeModel(of: cell, layerCount: 2)
    return (ParameterArena(model), model)
  }

  func testParametersLieOneAfterAnotherOnCacheLines() {
    for hiddenSize in [1, 5, 16, 33] {
      let (arena, model) = arena(hiddenSize: hiddenSize)
      var end = 0
      for (name, path) in model.namedParameters {
        let offset = arena.offset(of: name)
        XCTAssertEqual(offset, end, name)
        XCTAssertEqual((offset ?? 1) % 16, 0, name)
        XCTAssertEqual(
          arena.parameters.matrix(
            at: end, rows: model[keyPath: path].rows, columns: model[keyPath: path].columns),
          model[keyPath: path], name)
        end += (model[keyPath: path].count + 15) / 16 * 16
      }
      XCTAssertEqual(arena.count, end)
      XCTAssertNil(arena.offset(of: "layers.2.bias"))
    }
  }

  func testWhatIsCopiedInComesOut() {
    let (arena, model) = arena(hiddenSize: 5)
    let buffer = arena.makeBuffer()
    XCTAssertEqual(arena.model(buffer, like: model).globalNorm, 0)
    arena.copy(model, to: buffer)
    let copy = arena.model(buffer, like: model.zeroed())
    for (name, path) in model.namedParameters {
      XCTAssertEqual(copy[keyPath: path], model[keyPath: path], name)
    }
    let sum = (0..<buffer.count).reduce(0.0) { $0 + Double(abs(buffer.start[$1])) }
    let expected = model.namedParameters.reduce(0.0) { $0 + Double(model[keyPath: $1.path].map(abs).sum()) }
    XCTAssertEqual(sum, expected, accuracy: 1e-4, "the gaps are zero")
  }

  /// An update also touches the gaps: they must stay zero, or they would count in the gradient's norm.
  func testTheGapsStayZero() {
    let cell = trainingCells(hiddenSize: 5)[3] as! GRUCell<Float>
    let model = makeModel(of: cell, layerCount: 2)
    let engine = LanguageModelEngine(model, batchSize: 2, stepCount: 5)
    for (index, window) in makeWindows(3, batchSize: 2, stepCount: 5).enumerated() {
      _ = engine.lossAndGradient(of: window)
      engine.clipGradient(toNorm: 0.1)
      engine.descendByAdam(learningRate: 0.01, updateCount: index + 1)
    }
    let zero = model.zeroed()
    for buffer in [engine.arena.parameters, engine.gradients] {
      engine.arena.copy(zero, to: buffer)
      XCTAssertTrue((0..<buffer.count).allSatisfy { buffer.start[$0] == 0 })
    }
  }
}
