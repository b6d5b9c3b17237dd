import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Results checked in `Double` also hold for training in `Float`, and for extreme numbers.
final class PrecisionTests: XCTestCase {
  private func single(_ matrix: Matrix<Double>) -> Matrix<Float> {
    Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(Float.init))
  }

  private func double(_ matrix: Matrix<Float>) -> Matrix<Double> {
    Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(Double.init))
  }

  /// One seed draws the same network in both precisions, up to rounding.
  private func compare<Exact: SequenceLayer, Rounded: SequenceLayer>(
    _ make: (inout SplitMix64) -> Exact, _ makeRounded: (inout SplitMix64) -> Rounded,
    line: UInt = #line
  ) where Exact.Scalar == Double, Rounded.Scalar == Float {
    var (first, second) = (SplitMix64(seed: 41), SplitMix64(seed: 41))
    let (exact, rounded) = (make(&first), makeRounded(&second))
    let inputs = randomSequence(&first)
    let exactOutput = exact(inputs, from: nil, lengths: [3, 5])
    let roundedOutput = rounded(inputs.map(single), from: nil, lengths: [3, 5])
    assertClose(roundedOutput.hidden.map(double), exactOutput.hidden, within: 1e-6, line: line)

    let weights = exactOutput.hidden.map { randomMatrix($0.rows, $0.columns, &first) }
    let theirs = exact.backward(weights, finalState: nil, through: exactOutput).parameters
    let ours = rounded.backward(weights.map(single), finalState: nil, through: roundedOutput).parameters
    XCTAssertEqual(ours.parameterCount, theirs.parameterCount, line: line)
    for (x, y) in zip(ours.namedParameters, theirs.namedParameters) {
      XCTAssertEqual(x.name, y.name, line: line)
      let largest = theirs[keyPath: y.path].map(abs).maximum()
      assertClose(
        double(ours[keyPath: x.path]) / largest, theirs[keyPath: y.path] / largest, within: 1e-5, x.name,
        line: line)
    }
  }

  func testTrainingPrecisionAgreesWithCheckingPrecision() {
    let (i, h) = (Size.input, Size.hidden)
    compare(
      { DeepRNN<LSTM<Double>>(inputSize: i, hiddenSize: h, layerCount: 2, using: &$0) },
      { DeepRNN<LSTM<Float>>(inputSize: i, hiddenSize: h, layerCount: 2, using: &$0) })
    compare(
      { Bidirectional<GRUCell<Double>>(inputSize: i, hiddenSize: h, using: &$0) },
      { Bidirectional<GRUCell<Float>>(inputSize: i, hiddenSize: h, using: &$0) })
    compare(
      { RecurrentLayer(PeepholeLSTMCell<Double>(inputSize: i, hiddenSize: h, using: &$0)) },
      { RecurrentLayer(PeepholeLSTMCell<Float>(inputSize: i, hiddenSize: h, using: &$0)) })
    compare(
      { RecurrentLayer(CoupledLSTMCell<Double>(inputSize: i, hiddenSize: h, using: &$0)) },
      { RecurrentLayer(CoupledLSTMCell<Float>(inputSize: i, hiddenSize: h, using: &$0)) })
    compare(
      { RecurrentLayer(SimplifiedGRUCell<Double>(inputSize: i, hiddenSize: h, using: &$0)) },
      { RecurrentLayer(SimplifiedGRUCell<Float>(inputSize: i, hiddenSize: h, using: &$0)) })
  }

  /// Inputs of ±10,000 shut or open every gate permanently: states stay finite, and so do gradients.
  private func assertFiniteFarOut<Cell: RecurrentCell>(_ type: Cell.Type, line: UInt = #line)
  where Cell.Scalar == Float {
    var generator = SplitMix64(seed: 42)
    let layer = RecurrentLayer(Cell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let inputs = randomSequence(&generator).map { single($0 * 10_000) }
    let output = layer(inputs)
    let gradients = layer.backward(output.hidden.map { $0 * 0 + 1 }, through: output)
    XCTAssertTrue(output.hidden.allSatisfy(\.isFinite), "\(Cell.kind)", line: line)
    XCTAssertTrue(gradients.inputs.allSatisfy(\.isFinite), "\(Cell.kind)", line: line)
    XCTAssertTrue(gradients.parameters.globalNorm.isFinite, "\(Cell.kind)", line: line)
    XCTAssertLessThanOrEqual(
      output.hidden.map { $0.map(abs).maximum() }.max()!, 1, "\(Cell.kind)", line: line)
  }

  func testNumbersFarOutStayFinite() {
    assertFiniteFarOut(RNNCell<Float>.self)
    assertFiniteFarOut(LSTMCell<Float>.self)
    assertFiniteFarOut(PeepholeLSTMCell<Float>.self)
    assertFiniteFarOut(CoupledLSTMCell<Float>.self)
    assertFiniteFarOut(GRUCell<Float>.self)
    assertFiniteFarOut(SimplifiedGRUCell<Float>.self)
  }
}
