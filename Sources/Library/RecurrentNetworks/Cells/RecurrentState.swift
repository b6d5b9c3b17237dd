import LinearAlgebra

/// The state that a recurrent cell carries from one step to the next.
///
/// A plain cell or a GRU carries one matrix, `H_t` of shape [B, H]; a matrix is its own state. A cell that
/// carries more names its parts in a type of its own, as ``LSTMState`` does.
public protocol RecurrentState: Sendable {
  /// The scalar type.
  associatedtype Scalar: MatrixScalar
  /// The visible part of the state, `H_t`, [B, H].
  var hidden: Matrix<Scalar> { get set }
  /// Everything that is carried, by name, for a checkpoint.
  var parts: [String: Matrix<Scalar>] { get }
  /// The state of the given parts, or `nil` if one is missing.
  init?(parts: [String: Matrix<Scalar>])
  /// The state whose every part is `operation` of the same part of two states: their sum, or some rows of each.
  func combined(
    with other: Self, by operation: (Matrix<Scalar>, Matrix<Scalar>) -> Matrix<Scalar>
  ) -> Self
}

extension Matrix: RecurrentState {
  /// The matrix, under the name `hidden`.
  public var parts: [String: Matrix] { ["hidden": self] }

  /// The part named `hidden`.
  public init?(parts: [String: Matrix]) {
    guard let hidden = parts["hidden"] else { return nil }
    self = hidden
  }

  /// The matrix itself.
  public var hidden: Matrix {
    get { self }
    set { self = newValue }
  }

  /// `operation` of the two matrices.
  public func combined(with other: Matrix, by operation: (Matrix, Matrix) -> Matrix) -> Matrix {
    operation(self, other)
  }
}
