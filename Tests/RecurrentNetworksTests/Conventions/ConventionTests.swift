import LinearAlgebra
import RecurrentNetworks
import XCTest

private let all: [WeightConvention] = [
  .pyTorch, .keras(), .keras(resetAfter: false), .onnx(), .onnx(linearBeforeReset: true), .cs231n, .d2l,
]

/// A cell's weights survive a round trip through a convention to the bit, and the shapes and names are the
/// convention's.
final class ConventionTests: XCTestCase {
  /// An author's own letters, x for the input gate and so on, in an order of the author's own.
  func testLettersOfYourOwn() throws {
    var generator = SplitMix64(seed: 24)
    let cell = LSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
    let order = GateOrder(
      "s k w x", meaning: ["x": .inputGate, "k": .forgetGate, "w": .candidate, "s": .outputGate])
    XCTAssertEqual(order.gates, [.outputGate, .forgetGate, .candidate, .inputGate])
    XCTAssertEqual("\(order)", "s k w x")
    let mine = WeightConvention(
      name: "Mine", layout: .inputsByOutputs, packing: .gateByGate, weightIH: "U_", weightHH: "V_",
      rnn: .init("h", .one("b_")), lstm: .init(order, .one("b_")))
    let weights = try cell.weights(in: mine)
    XCTAssertEqual(weights["U_s"], cell[.outputGate].weightIH)
    XCTAssertEqual(weights["V_k"], cell[.forgetGate].weightHH)
    XCTAssertEqual(weights["b_x"], cell[.inputGate].bias)
    XCTAssertEqual(try LSTMCell(weights, convention: mine).weightHH, cell.weightHH)
  }

  /// A cell with a few zeros of both signs among its parameters, which a careless sum would change.
  private func withZeros<Cell: RecurrentCell>(_ cell: Cell) -> Cell where Cell.Scalar == Double {
    var cell = cell
    for (_, path) in cell.namedParameters {
      cell[keyPath: path][0, 0] = -0.0
      cell[keyPath: path][0, 1] = 0
    }
    return cell
  }

  private func assertRoundTrip<Cell: ConvertibleCell>(
    _ cell: Cell, _ convention: WeightConvention, file: StaticString = #filePath, line: UInt = #line
  ) throws where Cell.Scalar == Double {
    let cell = withZeros(cell)
    let back = try Cell(try cell.weights(in: convention), convention: convention)
    XCTAssertEqual(back.namedParameters.map(\.name), cell.namedParameters.map(\.name), file: file, line: line)
    for (name, path) in cell.namedParameters {
      let (ours, theirs) = (cell[keyPath: path], back[keyPath: path])
      XCTAssertEqual(theirs.shape, ours.shape, "\(convention.name) \(name)", file: file, line: line)
      XCTAssertEqual(
        theirs.elements.map(\.bitPattern), ours.elements.map(\.bitPattern), "\(convention.name) \(name)",
        file: file, line: line)
    }
  }

  func testEveryRoundTripKeepsEveryBit() throws {
    var generator = SplitMix64(seed: 21)
    for convention in all {
      try assertRoundTrip(
        RNNCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator), convention)
      try assertRoundTrip(LSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator), convention)
      guard let gru = convention.gru else { continue }
      try assertRoundTrip(
        GRUCell<Double>(
          inputSize: 3, hiddenSize: 4, resetPlacement: gru.resetAfterProduct ? .afterProduct : .beforeProduct,
          using: &generator), convention)
    }
    try assertRoundTrip(PeepholeLSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator), .onnx())
  }

  func testNamesAndShapes() throws {
    var generator = SplitMix64(seed: 22)
    let lstm = PeepholeLSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
    let standard = LSTMCell<Double>(weightIH: lstm.weightIH, weightHH: lstm.weightHH, bias: lstm.bias)
    let gru = GRUCell<Double>(inputSize: 3, hiddenSize: 4, resetPlacement: .afterProduct, using: &generator)
    func shapes(_ weights: [String: Matrix<Double>]) -> [String: String] {
      weights.mapValues { $0.shape.description }
    }
    XCTAssertEqual(
      shapes(try standard.weights(in: .pyTorch)),
      ["weight_ih": "[16, 3]", "weight_hh": "[16, 4]", "bias_ih": "[1, 16]", "bias_hh": "[1, 16]"])
    XCTAssertEqual(
      shapes(try lstm.weights(in: .onnx())),
      ["W": "[16, 3]", "R": "[16, 4]", "B": "[1, 32]", "P": "[1, 12]"])
    XCTAssertEqual(
      shapes(try gru.weights(in: .keras())),
      ["kernel": "[3, 12]", "recurrent_kernel": "[4, 12]", "bias": "[2, 12]"])
    XCTAssertEqual(
      shapes(try standard.weights(in: .cs231n)), ["Wx": "[3, 16]", "Wh": "[4, 16]", "b": "[1, 16]"])
    let d2l = try standard.weights(in: .d2l)
    XCTAssertEqual(
      d2l.keys.sorted(),
      ["W_hc", "W_hf", "W_hi", "W_ho", "W_xc", "W_xf", "W_xi", "W_xo", "b_c", "b_f", "b_i", "b_o"])
    XCTAssertEqual(d2l["W_xf"], standard[.forgetGate].weightIH)
    XCTAssertEqual(d2l["b_c"], standard[.candidate].bias)
    XCTAssertTrue(WeightConvention.d2l.isVector("b_c", d2l["b_c"]!))
    XCTAssertFalse(WeightConvention.d2l.isVector("W_xc", Matrix<Double>.zeros(rows: 1, columns: 4)))
    XCTAssertFalse(WeightConvention.keras().isVector("bias", Matrix<Double>.zeros(rows: 2, columns: 12)))
  }

  /// The columns of the gates, one number each: 1 for the input gate, 2 forget, 3 candidate, 4 output; 5 for
  /// the reset gate, 6 update, 7 candidate.
  func testTheOrdersOfTheGates() throws {
    let lstm = LSTMCell<Double>(weightIH: [[1, 2, 3, 4]], weightHH: [[1, 2, 3, 4]], bias: [[1, 2, 3, 4]])
    let gru = GRUCell<Double>(
      weightIH: [[5, 6, 7]], weightHH: [[5, 6, 7]], bias: [[5, 6, 7]], resetBias: [[8]],
      resetPlacement: .afterProduct)
    XCTAssertEqual(try lstm.weights(in: .pyTorch)["weight_ih"], [[1], [2], [3], [4]])
    XCTAssertEqual(try lstm.weights(in: .pyTorch)["bias_hh"], [[0, 0, 0, 0]])
    XCTAssertEqual(try lstm.weights(in: .keras())["kernel"], [[1, 2, 3, 4]])
    XCTAssertEqual(try lstm.weights(in: .onnx())["R"], [[1], [4], [2], [3]])
    XCTAssertEqual(try lstm.weights(in: .onnx())["B"], [[1, 4, 2, 3, 0, 0, 0, 0]])
    XCTAssertEqual(try lstm.weights(in: .cs231n)["Wh"], [[1, 2, 4, 3]])
    XCTAssertEqual(try gru.weights(in: .pyTorch)["weight_hh"], [[5], [6], [7]])
    XCTAssertEqual(try gru.weights(in: .pyTorch)["bias_hh"], [[0, 0, 8]])
    XCTAssertEqual(try gru.weights(in: .keras())["bias"], [[6, 5, 7], [0, 0, 8]])
    XCTAssertEqual(try gru.weights(in: .onnx(linearBeforeReset: true))["B"], [[6, 5, 7, 0, 0, 8]])
    let peephole = PeepholeLSTMCell<Double>(
      weightIH: lstm.weightIH, weightHH: lstm.weightHH, bias: lstm.bias, peepholes: [[1], [2], [4]])
    XCTAssertEqual(try peephole.weights(in: .onnx())["P"], [[1, 4, 2]])
  }

  func testTwoBiasesAreAddedAndAbsentOnesAreZero() throws {
    let weights: [String: Matrix<Double>] = [
      "weight_ih": [[1], [2], [3]], "weight_hh": [[4], [5], [6]], "bias_ih": [[0.25, 0.5, 1]],
      "bias_hh": [[2, 4, 8]],
    ]
    let gru = try GRUCell(weights, convention: .pyTorch)
    XCTAssertEqual(gru.bias, [[2.25, 4.5, 1]])
    XCTAssertEqual(gru.resetBias, [[8]])
    XCTAssertEqual(gru.resetPlacement, .afterProduct)
    let bare = try GRUCell(weights.filter { $0.key.hasPrefix("weight") }, convention: .pyTorch)
    XCTAssertEqual(bare.bias, [[0, 0, 0]])
    XCTAssertEqual(bare.weightIH, gru.weightIH)
    XCTAssertEqual(
      try GRUCell(
        ["W": [[1], [2], [3]], "R": [[4], [5], [6]], "B": [[1, 2, 3, 4, 5, 6]]], convention: .onnx()
      ).bias, [[7, 5, 9]])
  }
}
