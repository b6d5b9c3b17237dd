import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TestSupport
import XCTest

/// Cells made from the weights of PyTorch, Keras and ONNX compute what those libraries computed, to 1e-12, and
/// still do after their weights went through every other convention that can hold them.
final class ConventionAgreementTests: XCTestCase {
  private let all: [WeightConvention] = [
    .pyTorch, .keras(), .keras(resetAfter: false), .onnx(), .onnx(linearBeforeReset: true), .cs231n, .d2l,
  ]

  /// Runs the cell on the case's sequence and compares all hidden states and the final cell state.
  private func assertAgrees<Cell: RecurrentCell>(
    _ cell: Cell, _ file: TensorFile, _ name: String, line: UInt = #line
  ) throws where Cell.Scalar == Double {
    func steps(_ part: String) throws -> [Matrix<Double>] {
      let tensor = try XCTUnwrap(file.tensors["numbers.\(name).\(part)"], "\(name) \(part)")
      return try tensor.parts.map { try XCTUnwrap($0.matrix()) }
    }
    var parts = ["hidden": try file.matrix("numbers.\(name).initialHidden", of: Double.self)]
    parts["cell"] = try? file.matrix("numbers.\(name).initialCell", of: Double.self)
    let output = RecurrentLayer(cell)(try steps("inputs"), from: try XCTUnwrap(Cell.State(parts: parts)))
    let hidden = try steps("hidden")
    XCTAssertEqual(output.hidden.count, 5)
    XCTAssertEqual(hidden.count, 5)
    for (ours, theirs) in zip(output.hidden, hidden) { assertIsReference(ours, theirs, name, line: line) }
    if let memory = output.finalState.parts["cell"] {
      assertIsReference(
        memory, try file.matrix("numbers.\(name).finalCell", of: Double.self), name, line: line)
    }
  }

  /// - Parameters:
  ///   - count: how many of the conventions can hold the cell.
  private func assertAgrees<Cell: ConvertibleCell>(
    _ type: Cell.Type, _ library: String, _ convention: WeightConvention, _ name: String, suffix: String = "",
    through count: Int, line: UInt = #line
  ) throws where Cell.Scalar == Double {
    let file = try referenceTensors(library)
    let cell = try file.cell(Cell.self, in: convention, prefix: "\(name).", suffix: suffix)
    try assertAgrees(cell, file, name, line: line)
    var held = 0
    for other in all {
      guard let weights = try? cell.weights(in: other) else { continue }
      try assertAgrees(try Cell(weights, convention: other), file, name, line: line)
      held += 1
    }
    XCTAssertEqual(held, count, "\(library) \(name)", line: line)
  }

  func testPyTorch() throws {
    try assertAgrees(RNNCell<Double>.self, "pytorch", .pyTorch, "rnn", suffix: "_l0", through: 7)
    try assertAgrees(LSTMCell<Double>.self, "pytorch", .pyTorch, "lstm", suffix: "_l0", through: 7)
    try assertAgrees(GRUCell<Double>.self, "pytorch", .pyTorch, "gru", suffix: "_l0", through: 3)
    let file = try referenceTensors("pytorch")
    let weights = try file.matrices(of: Double.self, prefix: "rnnReLU.", suffix: "_l0")
    try assertAgrees(RNNCell(weights, convention: .pyTorch, activation: .relu), file, "rnnReLU")
  }

  /// A whole network of PyTorch, cell by cell: `weight_ih_l1_reverse` belongs to the second layer, reading backward.
  func testADeepBidirectionalNetworkOfPyTorch() throws {
    let file = try referenceTensors("pytorch")
    func cell(_ suffix: String) throws -> LSTMCell<Double> {
      try file.cell(LSTMCell<Double>.self, in: .pyTorch, prefix: "deep.", suffix: suffix)
    }
    let network = DeepRNN(
      try (0..<2).map { Bidirectional(forward: try cell("_l\($0)"), backward: try cell("_l\($0)_reverse")) })
    func steps(_ part: String) throws -> [Matrix<Double>] {
      try XCTUnwrap(file.tensors["numbers.deep.\(part)"]).parts.map { try XCTUnwrap($0.matrix()) }
    }
    let (ours, theirs) = (network(try steps("inputs")).hidden, try steps("hidden"))
    XCTAssertEqual(ours.map(\.shape), Array(repeating: MatrixShape(2, 8), count: 5))
    XCTAssertEqual(theirs.count, 5)
    for (ours, theirs) in zip(ours, theirs) { assertIsReference(ours, theirs, "deep") }
  }

  func testKeras() throws {
    try assertAgrees(RNNCell<Double>.self, "keras", .keras(), "rnn", through: 7)
    try assertAgrees(LSTMCell<Double>.self, "keras", .keras(), "lstm", through: 7)
    try assertAgrees(GRUCell<Double>.self, "keras", .keras(), "gru", through: 3)
    try assertAgrees(
      GRUCell<Double>.self, "keras", .keras(resetAfter: false), "gruResetBefore", through: 3)
  }

  func testONNX() throws {
    try assertAgrees(RNNCell<Double>.self, "onnx", .onnx(), "rnn", through: 7)
    try assertAgrees(LSTMCell<Double>.self, "onnx", .onnx(), "lstm", through: 7)
    try assertAgrees(PeepholeLSTMCell<Double>.self, "onnx", .onnx(), "lstmPeephole", through: 2)
    try assertAgrees(GRUCell<Double>.self, "onnx", .onnx(), "gru", through: 3)
    try assertAgrees(
      GRUCell<Double>.self, "onnx", .onnx(linearBeforeReset: true), "gruLinearBeforeReset", through: 3)
  }

  /// If the convention adds no bias and no rounding, a file of another library is reproduced to the bit.
  func testForeignFilesComeBackToTheBit() throws {
    let file = try referenceTensors("keras")
    for name in ["lstm", "gruResetBefore"] {
      var copy = TensorFile()
      let convention = WeightConvention.keras(resetAfter: false)
      if name == "lstm" {
        try copy.store(
          try file.cell(LSTMCell<Double>.self, in: convention, prefix: "lstm."), in: convention,
          prefix: "lstm.")
      } else {
        try copy.store(
          try file.cell(GRUCell<Double>.self, in: convention, prefix: "\(name)."), in: convention,
          prefix: "\(name).")
      }
      XCTAssertEqual(copy.tensors, file.tensors.filter { $0.key.hasPrefix("\(name).") })
      XCTAssertEqual(copy.tensors.count, 3)
    }
  }

  func testTensorsOfAnotherCellAreNamed() throws {
    let file = try referenceTensors("pytorch")
    XCTAssertThrowsError(try file.cell(GRUCell<Float>.self, in: .pyTorch, prefix: "lstm.", suffix: "_l0")) {
      XCTAssertEqual(
        "\($0)",
        """
        the tensors named "lstm.…_l0" make no GRU: PyTorch's GRU with 3 inputs and 4 units has weight_ih of shape \
        [12, 3], not [16, 3]
        """)
    }
    XCTAssertThrowsError(try file.cell(RNNCell<Float>.self, in: .pyTorch, prefix: "none.")) {
      XCTAssertTrue("\($0)".contains("has a tensor weight_ih, and it is missing here"), "\($0)")
    }
  }
}
