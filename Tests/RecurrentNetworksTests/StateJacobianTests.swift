import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class StateJacobianTests: XCTestCase {
  private var generator = SplitMix64(seed: 70)
  private lazy var inputs = (0..<Size.steps).map { _ in randomMatrix(1, Size.input, &generator) }

  /// `∂H_T/∂H_t = diag(1 - H_T²) W_hhᵀ · … · diag(1 - H_{t+1}²) W_hhᵀ`, multiplied out.
  func testThePlainNetworkIsAProductOfJacobians() {
    let layer = RNN<Double>(RNNCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let start = randomMatrix(1, Size.hidden, &generator)
    let hidden = layer(inputs, from: start).hidden
    var product = Matrix<Double>.identity(Size.hidden)
    var expected = [product]
    for state in hidden.reversed() {
      let slope = (1 - state * state).transposed()  // [H, 1], one number per row
      product = matmul(product, slope * layer.cell.weightHH.transposed())
      expected.insert(product, at: 0)
    }
    let jacobians = layer.stateJacobians(over: inputs, from: start)
    XCTAssertEqual(jacobians.count, Size.steps + 1)
    for (jacobian, product) in zip(jacobians, expected) { assertClose(jacobian, product, within: 1e-13) }
  }

  /// Row j of the first Jacobian against central differences of `H_T[j]`, for each part of the state.
  private func assertFirstJacobian<Cell: RecurrentCell>(_ layer: RecurrentLayer<Cell>)
  where Cell.Scalar == Double {
    let zero = layer.cell.initialState(batchSize: 1)
    let start = zero.combined(with: zero) { part, _ in randomMatrix(1, part.columns, &generator) }
    for name in start.parts.keys {
      let jacobian = layer.stateJacobians(over: inputs, from: start, of: name)[0]
      for row in 0..<Size.hidden {
        let numeric = numericGradient(
          of: { moved in
            var parts = start.parts
            parts[name] = moved
            return layer(inputs, from: Cell.State(parts: parts)).finalState.hidden[0, row]
          }, at: start.parts[name]!)
        assertPass([GradientCheck.compare(jacobian.row(row), numeric, named: "\(Cell.kind).\(name) \(row)")])
      }
    }
  }

  func testEveryPartOfEveryStateAgreesWithDifferences() {
    assertFirstJacobian(
      GRU<Double>(GRUCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)))
    assertFirstJacobian(
      LSTM<Double>(LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)))
    assertFirstJacobian(
      RecurrentLayer(
        PeepholeLSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)))
  }

  func testTheNormsAreThoseOfTheJacobiansByDistance() {
    let layer = GRU<Double>(GRUCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let batch = randomSequence(&generator)
    let each = (0..<Size.batch).map { row in layer.stateJacobians(over: batch.map { $0.row(row) }) }
    for norm in JacobianNorm.allCases {
      let norms = layer.stateGradientNorms(over: batch, norm: norm)
      XCTAssertEqual(norms.count, Size.steps + 1)
      XCTAssertEqual(norms[0], norm == .spectral ? 1 : 2, accuracy: 1e-14, "the identity of size 4")
      for distance in 0...Size.steps {
        let mean = each.reduce(0) { $0 + norm($1[Size.steps - distance]) } / Double(Size.batch)
        XCTAssertEqual(norms[distance], mean, accuracy: 1e-14)
      }
    }
  }

  /// Without inputs and biases the states stay zero, where tanh′ is 1: only the weights are left, and of a turn
  /// scaled by `gain` the norm is `gain` to the power of the distance.
  func testScaledTurnsShrinkOrGrowByThePowerOfTheirGain() {
    let still = (0..<20).map { _ in Matrix<Double>.zeros(rows: 1, columns: Size.input) }
    for gain in [0.8, 1, 1.25] {
      let cell = RNNCell<Double>(
        weightIH: .zeros(rows: Size.input, columns: Size.hidden),
        weightHH: .orthogonal(rows: Size.hidden, columns: Size.hidden, gain: gain, using: &generator),
        bias: .zeros(rows: 1, columns: Size.hidden))
      var power = 1.0
      for norm in RNN(cell).stateGradientNorms(over: still) {
        XCTAssertEqual(norm, power, accuracy: 1e-12 * power)
        power *= gain
      }
    }
  }

  /// The purpose of gates: over 60 steps the plain network forgets, the memory with its gate open does not.
  func testTheMemoryOutlastsThePlainState() {
    let long = (0..<60).map { _ in randomMatrix(1, Size.input, &generator) }
    let plain = RNN<Double>(RNNCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let gated = LSTM<Double>(
      LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, forgetBias: 6, using: &generator))
    let forgotten = plain.stateGradientNorms(over: long)[60]
    let kept = gated.stateGradientNorms(over: long, of: "cell")[60]
    XCTAssertLessThan(forgotten, 1e-6)
    XCTAssertGreaterThan(kept, 1e-2)
  }

  func testSingularValues() {
    XCTAssertEqual(singularValues(of: [[3, 0], [0, -5]] as Matrix<Double>), [5, 3])
    let (a, b) = ([1.0, 2, 2], [3.0, 4])
    let rankOne = Matrix(rows: 3, columns: 1, elements: a) * Matrix(rows: 1, columns: 2, elements: b)
    let values = singularValues(of: rankOne)
    XCTAssertEqual(values[0], 15, accuracy: 1e-13, "|a| · |b|")
    XCTAssertEqual(values[1], 0, accuracy: 1e-13)

    let matrix = randomMatrix(6, 4, &generator)
    let squares = singularValues(of: matrix).map { $0 * $0 }
    XCTAssertEqual(squares.reduce(0, +), matrix.squaredNorm, accuracy: 1e-13)
    let turned = matmul(matrix, .orthogonal(rows: 4, columns: 4, using: &generator))
    for (value, other) in zip(singularValues(of: matrix), singularValues(of: turned)) {
      XCTAssertEqual(value, other, accuracy: 1e-13)
    }
    XCTAssertEqual(singularValues(of: Matrix<Double>.zeros(rows: 2, columns: 3)), [0, 0, 0])
  }
}
