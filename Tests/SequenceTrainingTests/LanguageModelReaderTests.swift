import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// Reading token by token is taking steps, whatever the cell.
final class LanguageModelReaderTests: XCTestCase {
  func testAReaderStepsAsTheModelDoes() {
    check(RNNCell<Double>.self)
    check(GRUCell<Double>.self)
    check(LSTMCell<Double>.self)
    check(PeepholeLSTMCell<Double>.self)
  }

  private func check<Cell: RecurrentCell>(_ kind: Cell.Type) where Cell.Scalar == Double {
    var generator = SplitMix64(seed: 21)
    let model = LanguageModel<Cell>(vocabularySize: 7, hiddenSize: 4, layerCount: 3, using: &generator)
    let reader = LanguageModelReader(model)
    XCTAssertNil(reader.state)
    var state = model.initialState(batchSize: 1)
    for token in [3, 6, 0, 0, 5] {
      let (logits, next) = model.step([token], from: state)
      let read = reader.read(token)
      XCTAssertEqual(read.shape, MatrixShape(1, 7))
      XCTAssertLessThan((read - logits).norm, 1e-12, Cell.kind)
      assertEqual(reader.state, next)
      state = next
    }
  }

  /// The states are a value: two continuations from one position do not disturb each other.
  func testAStateCanBeGoneBackTo() {
    var generator = SplitMix64(seed: 22)
    let model = LanguageModel<LSTMCell<Double>>(
      vocabularySize: 7, hiddenSize: 4, layerCount: 2, using: &generator)
    let reader = LanguageModelReader(model)
    _ = reader.read(2)
    let place = reader.state
    let first = reader.read(3)
    _ = reader.read(1)
    reader.state = place
    XCTAssertEqual(reader.read(3), first)
    reader.state = nil
    _ = reader.read(2)
    XCTAssertEqual(reader.state, place)
  }

  private func assertEqual<State: RecurrentState>(_ one: [State]?, _ other: [State])
  where State.Scalar == Double {
    XCTAssertEqual(one?.count, other.count)
    for (one, other) in zip(one ?? [], other) {
      for (name, part) in other.parts {
        XCTAssertLessThan(((one.parts[name] ?? part * 2) - part).norm, 1e-12)
      }
    }
  }
}
