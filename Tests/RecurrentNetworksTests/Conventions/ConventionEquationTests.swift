import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// One step by the equations that CS231n and d2l publish, written here with their letters and from their
/// tensors, against the cell built from the same tensors. (The tests of SequenceTraining compare with
/// PyTorch, Keras and ONNX themselves.)
final class ConventionEquationTests: XCTestCase {
  private typealias Weights = [String: Matrix<Double>]
  private var generator = SplitMix64(seed: 24)
  private lazy var input = randomMatrix(Size.batch, Size.input, &generator)
  private lazy var hidden = randomMatrix(Size.batch, Size.hidden, &generator)
  private lazy var memory = randomMatrix(Size.batch, Size.hidden, &generator)

  /// `rnn_step_forward` and `lstm_step_forward`: `a = x·Wx + h·Wh + b`, split into `i f o g`.
  func testCS231n() throws {
    func weights(_ gates: Int) -> Weights {
      [
        "Wx": randomMatrix(Size.input, gates * Size.hidden, &generator),
        "Wh": randomMatrix(Size.hidden, gates * Size.hidden, &generator),
        "b": randomMatrix(1, gates * Size.hidden, &generator),
      ]
    }
    func sum(_ w: Weights) -> Matrix<Double> { matmul(input, w["Wx"]!) + matmul(hidden, w["Wh"]!) + w["b"]! }
    let plain = weights(1)
    assertClose(try RNNCell(plain, convention: .cs231n).step(input, from: hidden).state, tanh(sum(plain)))

    let lstm = weights(4)
    let parts = (0..<4).map { sum(lstm).columns($0 * Size.hidden..<($0 + 1) * Size.hidden) }
    let (i, f, o, g) = (sigmoid(parts[0]), sigmoid(parts[1]), sigmoid(parts[2]), tanh(parts[3]))
    let nextMemory = f * memory + i * g
    let next = try LSTMCell(lstm, convention: .cs231n).step(
      input, from: LSTMState(hidden: hidden, cell: memory))
    assertClose(next.state.cell, nextMemory)
    assertClose(next.state.hidden, o * tanh(nextMemory))
  }

  /// `H = tanh(X·W_xh + H·W_hh + b_h)`, the LSTM with `i f o c`, and the GRU `H = Z⊙H + (1-Z)⊙H̃` whose candidate
  /// takes `(R⊙H)·W_hh`.
  func testD2L() throws {
    func weights(_ letters: String) -> Weights {
      var result: Weights = [:]
      for letter in letters {
        result["W_x\(letter)"] = randomMatrix(Size.input, Size.hidden, &generator)
        result["W_h\(letter)"] = randomMatrix(Size.hidden, Size.hidden, &generator)
        result["b_\(letter)"] = randomMatrix(1, Size.hidden, &generator)
      }
      return result
    }
    func sum(_ w: Weights, _ letter: Character, _ state: Matrix<Double>) -> Matrix<Double> {
      matmul(input, w["W_x\(letter)"]!) + matmul(state, w["W_h\(letter)"]!) + w["b_\(letter)"]!
    }
    let plain = weights("h")
    assertClose(
      try RNNCell(plain, convention: .d2l).step(input, from: hidden).state, tanh(sum(plain, "h", hidden)))

    let lstm = weights("ifoc")
    let (i, f) = (sigmoid(sum(lstm, "i", hidden)), sigmoid(sum(lstm, "f", hidden)))
    let nextMemory = f * memory + i * tanh(sum(lstm, "c", hidden))
    let next = try LSTMCell(lstm, convention: .d2l).step(input, from: LSTMState(hidden: hidden, cell: memory))
    assertClose(next.state.cell, nextMemory)
    assertClose(next.state.hidden, sigmoid(sum(lstm, "o", hidden)) * tanh(nextMemory))

    let gru = weights("zrh")
    let (z, r) = (sigmoid(sum(gru, "z", hidden)), sigmoid(sum(gru, "r", hidden)))
    let candidate = tanh(sum(gru, "h", r * hidden))
    assertClose(
      try GRUCell(gru, convention: .d2l).step(input, from: hidden).state,
      z * hidden + (1 - z) * candidate)
  }

  /// A convention whose update gate takes the candidate has the gate's signs turned, and the same states.
  func testTheOtherPolarity() throws {
    let convention = WeightConvention(
      name: "Γu", layout: .inputsByOutputs, packing: .gateByGate, weightIH: "U", weightHH: "V",
      rnn: .init("h", .one("b")),
      gru: .init(.init("z r c", .one("b")), resetAfterProduct: false, updatePolarity: .takesCandidate))
    let cell = GRUCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let weights = try cell.weights(in: convention)
    XCTAssertEqual(weights["Uz"], -cell[.updateGate].weightIH)
    XCTAssertEqual(weights["bz"], -cell[.updateGate].bias)
    XCTAssertEqual(weights["Vr"], cell[.resetGate].weightHH)
    let back = try GRUCell(weights, convention: convention)
    XCTAssertEqual(back.updatePolarity, .takesCandidate)
    assertClose(back.step(input, from: hidden).state, cell.step(input, from: hidden).state)
    XCTAssertEqual(back.converted(to: .keepsState).weightIH, cell.weightIH)
  }
}
