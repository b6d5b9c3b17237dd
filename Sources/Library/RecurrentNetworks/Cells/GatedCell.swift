import LinearAlgebra

/// A cell whose gates' parameters stand side by side in three matrices, so that one product serves all gates.
///
/// With G gates, gate `g` owns the columns `g·H ..< (g + 1)·H` of each: `[W_xi | W_xf | …]`, `[W_hi | W_hf | …]`,
/// `[b_i | b_f | …]`. The subscript takes one gate's parameters out, or puts them in:
///
/// ```swift
/// cell[.forgetGate].bias = Matrix(rows: 1, columns: cell.hiddenSize, repeating: 1)
/// ```
public protocol GatedCell: RecurrentCell {
  /// The gates, and the candidate, in the order of their columns.
  associatedtype Gate: RawRepresentable<Int>, CaseIterable, Sendable
  /// [I, G·H]: from the input to every gate.
  var weightIH: Matrix<Scalar> { get set }
  /// [H, G·H]: from the previous hidden state to every gate.
  var weightHH: Matrix<Scalar> { get set }
  /// [1, G·H]
  var bias: Matrix<Scalar> { get set }
  /// The activation of the gates, but not of the candidate.
  var gateActivation: GateActivation { get set }
  /// The values of a gate, or of the candidate, at a step that kept a cache: [B, H].
  func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar>
}

extension GatedCell {
  /// I, the number of columns of an input.
  public var inputSize: Int { weightIH.rows }
  /// H, the number of columns of the hidden state.
  public var hiddenSize: Int { weightHH.rows }

  /// One gate's parameters: `W_x` [I, H], `W_h` [H, H] and `b` [1, H].
  public subscript(gate: Gate) -> GateParameters<Scalar> {
    get {
      checkGateShapes()
      return GateParameters(
        weightIH: part(gate, of: weightIH), weightHH: part(gate, of: weightHH), bias: part(gate, of: bias))
    }
    set {
      checkGateShapes()
      // Wider parts would reach into the next gate's columns.
      require(
        newValue.weightIH.shape == MatrixShape(inputSize, hiddenSize)
          && newValue.weightHH.shape == MatrixShape(hiddenSize, hiddenSize)
          && newValue.bias.shape == MatrixShape(1, hiddenSize),
        """
        a gate of input size \(inputSize) and hidden size \(hiddenSize) has weightIH [\(inputSize), \(hiddenSize)], \
        weightHH [\(hiddenSize), \(hiddenSize)] and bias [1, \(hiddenSize)], not \(newValue.weightIH.shape), \
        \(newValue.weightHH.shape) and \(newValue.bias.shape)
        """)
      weightIH.setColumns(from: gate.rawValue * hiddenSize, to: newValue.weightIH)
      weightHH.setColumns(from: gate.rawValue * hiddenSize, to: newValue.weightHH)
      bias.setColumns(from: gate.rawValue * hiddenSize, to: newValue.bias)
    }
  }
}

extension RecurrentLayer where Cell: GatedCell {
  /// The values of one gate over a whole sequence, T matrices [B, H], zero where it is padding.
  ///
  /// ```swift
  /// let kept = layer.values(of: .forgetGate, in: layer(inputs))  // F_1 … F_T
  /// ```
  public func values(of gate: Cell.Gate, in output: Output) -> [Matrix<Scalar>] {
    output.hidden.indices.map { step in
      Padding(at: step, lengths: output.lengths).zeroing(cell.values(of: gate, in: output.cache[step]))
    }
  }
}

extension GatedCell {
  /// A gate's H columns of a matrix that holds all gates side by side: [R, G·H] → [R, H].
  package func part(_ gate: Gate, of matrix: Matrix<Scalar>) -> Matrix<Scalar> {
    matrix.columns(gate.rawValue * hiddenSize..<(gate.rawValue + 1) * hiddenSize)
  }

  /// `X_t · W_x + H_{t-1} · W_h + b` of all gates: [B, G·H].
  func gateSums(_ input: Matrix<Scalar>, _ hidden: Matrix<Scalar>) -> Matrix<Scalar> {
    var sums = matmul(input, weightIH)  // [B, I] · [I, G·H] → [B, G·H]
    sums.addProduct(hidden, weightHH)  // [B, H] · [H, G·H] → [B, G·H]
    return sums + bias
  }

  /// From the gradient of ``gateSums(_:_:)`` to `dX_t` [B, I] and `dH_{t-1}` [B, H]; adds the parameters' share.
  package func gateSumsBackward(
    _ sumGradients: Matrix<Scalar>, _ input: Matrix<Scalar>, _ hidden: Matrix<Scalar>,
    adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, hidden: Matrix<Scalar>) {
    gradient.weightIH.addProduct(input, sumGradients, transposingFirst: true)
    gradient.weightHH.addProduct(hidden, sumGradients, transposingFirst: true)
    gradient.bias += sumGradients.columnSums()
    return (
      input: matmul(sumGradients, weightIH, transposingSecond: true),
      hidden: matmul(sumGradients, weightHH, transposingSecond: true)
    )
  }

  /// Traps unless the parameters have shapes [I, G·H], [H, G·H] and [1, G·H], also after they were set one by one.
  func checkGateShapes() {
    let columns = Gate.allCases.count * weightHH.rows
    require(
      weightHH.columns == columns && weightIH.columns == columns && bias.shape == MatrixShape(1, columns),
      """
      \(Self.kind) cell: \(Gate.allCases.count) gates of hidden size \(weightHH.rows) have weightIH [I, \(columns)], \
      weightHH [\(weightHH.rows), \(columns)] and bias [1, \(columns)], not \(weightIH.shape), \(weightHH.shape) \
      and \(bias.shape)
      """)
  }

  /// [weightIH, weightHH, bias], each number drawn uniformly from ±1/√H, as PyTorch does.
  static func freshParameters(
    _ inputSize: Int, _ hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) -> [Matrix<Scalar>] {
    let range = freshRange(over: hiddenSize)
    return [inputSize, hiddenSize, 1].map {
      .uniform(rows: $0, columns: Gate.allCases.count * hiddenSize, in: range, using: &generator)
    }
  }
}

extension Matrix {
  /// Replaces C columns with `part` [R, C], from column `first` on.
  package mutating func setColumns(from first: Int, to part: Matrix) {
    require(
      part.rows == rows && first + part.columns <= columns,
      "columns of shape \(part.shape) do not fit at column \(first) of a matrix of shape \(shape)")
    for row in 0..<rows {
      for column in 0..<part.columns { self[row, first + column] = part[row, column] }
    }
  }
}

/// `σ′` from the value `y = σ(a)`: `y (1 - y)`.
func sigmoidDerivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> { value * (1 - value) }

/// `tanh′` from the value `y = tanh(a)`: `1 - y²`.
package func tanhDerivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> { 1 - value * value }
