import Foundation
import LinearAlgebra
import RecurrentNetworks

/// What Tests/ReferenceData/keras_reference.py wrote about one case: Keras's numbers in Keras's layout.
struct KerasReference: Decodable {
  let header: RNNReference.Header
  /// `GRU before`, `GRU after` (the product) or `LSTM`.
  let kind: String
  /// `forward`, `backward`, `stacked`, `stateful`, how two directions are merged, `hard` for gates of `hard_sigmoid`, or
  /// `gaps` for a mask.
  let form: String
  let lengths: [Int]?
  /// For each sequence whether its steps are real, where there are gaps.
  let mask: [[Bool]]?
  /// Kernel, recurrent kernel and bias, cell after cell.
  let weights: [Tensor]
  let inputs: Tensor
  let outputs: Tensor
  let finalStates: [Tensor]
  let outputGradients: Tensor?
  let finalStateGradients: [Tensor]?
  let weightGradients: [Tensor]?
  let inputGradients: Tensor?

  /// The files of all cases.
  static func loadAll() throws -> [KerasReference] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appendingPathComponent("ReferenceData/keras")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .map { try JSONDecoder().decode(KerasReference.self, from: Data(contentsOf: $0)) }
  }

  /// The cells of this case.
  func cells<Cell: KerasCell>(_ cell: Cell.Type) -> [Cell] {
    stride(from: 0, to: weights.count, by: 3).map { Cell(keras: weights[$0..<$0 + 3].map(\.matrix)) }
  }
}

extension Tensor {
  /// A sequence [B, T, F] as T matrices [B, F].
  var batchFirstSteps: [Matrix<Double>] {
    let (batch, steps, size) = (shape[0], shape[1], shape[2])
    let rows = Matrix(rows: batch * steps, columns: size, elements: values)
    return (0..<steps).map { step in
      concatenate(rows: (0..<batch).map { row in rows.row(row * steps + step) })
    }
  }
}

/// A cell of ours that Keras also has.
protocol KerasCell: RecurrentCell where Scalar == Double, State: FlatState {
  /// The cell with Keras's kernel, recurrent kernel and bias.
  init(keras: [Matrix<Double>])
  /// Our gradients as Keras's kernel, recurrent kernel and bias.
  func kerasWeights() -> [Matrix<Double>]
}

extension LSTMCell: KerasCell where Scalar == Double {
  init(keras: [Matrix<Double>]) {
    self.init(weightIH: keras[0], weightHH: keras[1], bias: keras[2])
  }

  func kerasWeights() -> [Matrix<Double>] { [weightIH, weightHH, bias] }
}

/// Keras has z before r; a bias of two rows means that the reset comes after the product.
extension GRUCell: KerasCell where Scalar == Double {
  init(keras: [Matrix<Double>]) {
    let bias = keras[2].swappingGates()
    let size = keras[1].rows
    guard bias.rows == 2 else {
      self.init(weightIH: keras[0].swappingGates(), weightHH: keras[1].swappingGates(), bias: bias)
      return
    }
    let none = Matrix<Double>.zeros(rows: 1, columns: size)
    let hidden = bias.row(1)
    self.init(
      weightIH: keras[0].swappingGates(), weightHH: keras[1].swappingGates(),
      bias: bias.row(0) + concatenate(columns: [hidden.columns(0..<2 * size), none]),
      resetBias: hidden.columns(2 * size..<3 * size), resetPlacement: .afterProduct)
  }

  func kerasWeights() -> [Matrix<Double>] {
    let hiddenBias = concatenate(columns: [bias.columns(0..<2 * hiddenSize), resetBias])
    let biases = resetPlacement == .afterProduct ? concatenate(rows: [bias, hiddenBias]) : bias
    return [weightIH.swappingGates(), weightHH.swappingGates(), biases.swappingGates()]
  }
}

extension Matrix<Double> {
  /// The first and the second third of the columns, swapped.
  fileprivate func swappingGates() -> Matrix {
    let size = columns / 3
    return concatenate(columns: [
      columns(size..<2 * size), columns(0..<size), columns(2 * size..<3 * size),
    ])
  }
}
