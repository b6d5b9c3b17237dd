import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Cells that a convention cannot express, and tensors of another convention, are refused with the reason.
final class ConventionErrorTests: XCTestCase {
  private func assertRefused<T>(
    _ message: String, file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> T
  ) {
    XCTAssertThrowsError(try body(), file: file, line: line) {
      XCTAssertEqual(($0 as? InvalidWeightsError)?.description, message, file: file, line: line)
    }
  }

  private var generator = SplitMix64(seed: 23)

  func testWhatCannotBeExpressed() throws {
    let before = GRUCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
    let after = GRUCell<Double>(inputSize: 3, hiddenSize: 4, resetPlacement: .afterProduct, using: &generator)
    assertRefused(
      """
      PyTorch's GRU has its reset gate in R ⊙ (H · W + c), after the product, and this cell in (R ⊙ H) · W, \
      before the product: no weights compute the same
      """
    ) { try before.weights(in: .pyTorch) }
    assertRefused(
      """
      d2l's GRU has its reset gate in (R ⊙ H) · W, before the product, and this cell in R ⊙ (H · W + c), \
      after the product: no weights compute the same
      """
    ) { try after.weights(in: .d2l) }
    for convention in [WeightConvention.keras(), .onnx(linearBeforeReset: true)] {
      XCTAssertThrowsError(try before.weights(in: convention))
    }
    for convention in [WeightConvention.keras(resetAfter: false), .onnx()] {
      XCTAssertThrowsError(try after.weights(in: convention))
    }
    assertRefused("CS231n has no GRU") { try before.weights(in: .cs231n) }
    assertRefused("CS231n has no GRU") { try GRUCell<Double>([:], convention: .cs231n) }
    let bare = LSTMCell<Double>(inputSize: 3, hiddenSize: 4, outputActivation: .identity, using: &generator)
    assertRefused("Keras's LSTM shows tanh(C), and this cell shows C itself: no weights compute the same") {
      try bare.weights(in: .keras())
    }
    let peephole = PeepholeLSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
    assertRefused("PyTorch's LSTM has no peepholes: its gates do not see the memory") {
      try peephole.weights(in: .pyTorch)
    }
    let theirs = try peephole.weights(in: .onnx())
    assertRefused("the peepholes P make it a PeepholeLSTMCell, not an LSTMCell") {
      try LSTMCell(theirs, convention: .onnx())
    }
    assertRefused("without a tensor P it is an LSTMCell, not a PeepholeLSTMCell") {
      try PeepholeLSTMCell(theirs.filter { $0.key != "P" }, convention: .onnx())
    }
  }

  /// The sum of the two biases would be another network where the reset gate is between them.
  func testAConventionWithOneBiasTakesNoResetBias() throws {
    let convention = WeightConvention(
      name: "Mine", layout: .inputsByOutputs, weightIH: "U", weightHH: "V",
      rnn: .init("h", .one("b")),
      gru: .init(.init("z r h", .one("b")), resetAfterProduct: true, updatePolarity: .keepsState))
    var cell = GRUCell<Double>(inputSize: 3, hiddenSize: 4, resetPlacement: .afterProduct, using: &generator)
    assertRefused(
      "Mine's GRU has one bias, and the reset gate of this cell stands between two: no weights compute the same"
    ) { try cell.weights(in: convention) }
    cell.resetBias = .zeros(cell.resetBias.shape)
    XCTAssertEqual(try GRUCell(cell.weights(in: convention), convention: convention).weightHH, cell.weightHH)
    assertRefused("Mine has no LSTM") { try LSTMCell<Double>([:], convention: convention) }
  }

  func testTensorsThatAreNotTheConventions() throws {
    let lstm = LSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
    let weights = try lstm.weights(in: .pyTorch)
    func changed(_ name: String, _ matrix: Matrix<Double>?) -> [String: Matrix<Double>] {
      var result = weights
      result[name] = matrix
      return result
    }
    assertRefused("PyTorch's LSTM has a tensor weight_hh, and it is missing here") {
      try LSTMCell(changed("weight_hh", nil), convention: .pyTorch)
    }
    assertRefused("PyTorch's LSTM has a tensor bias_hh, and it is missing here") {
      try LSTMCell(changed("bias_hh", nil), convention: .pyTorch)
    }
    assertRefused(
      #"PyTorch's LSTM has no tensor "weight_hr": its tensors are weight_ih, weight_hh, bias_ih, bias_hh"#
    ) { try LSTMCell(changed("weight_hr", [[1]]), convention: .pyTorch) }
    assertRefused("PyTorch's LSTM with 3 inputs and 4 units has bias_ih of shape [1, 16], not [16, 1]") {
      try LSTMCell(changed("bias_ih", .zeros(rows: 16, columns: 1)), convention: .pyTorch)
    }
    assertRefused("PyTorch's GRU with 3 inputs and 4 units has weight_ih of shape [12, 3], not [16, 3]") {
      try GRUCell(weights, convention: .pyTorch)
    }
    assertRefused("weight_hh of shape [0, 0] holds nothing") {
      try LSTMCell(changed("weight_hh", .zeros(rows: 0, columns: 0)), convention: .pyTorch)
    }
    assertRefused("weight_hh of shape [0, 68719476736] holds nothing") {
      try LSTMCell(changed("weight_hh", .zeros(rows: 0, columns: 1 << 36)), convention: .pyTorch)
    }
    assertRefused("d2l's LSTM has a tensor W_xi, and it is missing here") {
      try LSTMCell(weights, convention: .d2l)
    }
    var gateByGate = try lstm.weights(in: .d2l)
    gateByGate["W_ho"] = [[1]]
    assertRefused("d2l's LSTM with 3 inputs and 4 units has W_ho of shape [4, 4], not [1, 1]") {
      try LSTMCell(gateByGate, convention: .d2l)
    }
  }
}
