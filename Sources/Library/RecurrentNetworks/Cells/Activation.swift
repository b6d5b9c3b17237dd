import LinearAlgebra

/// The function that a plain cell puts its sum through.
public enum Activation: String, Sendable, Codable, CaseIterable {
  /// `tanh a`, between -1 and 1.
  case tanh
  /// `max(0, a)`
  case relu

  /// `g(a)`, element by element.
  public func callAsFunction<Scalar>(_ sum: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .tanh: LinearAlgebra.tanh(sum)
    case .relu: LinearAlgebra.relu(sum)
    }
  }

  /// `g′(a)` from the value `h = g(a)`: `1 - h²` for tanh, and 1 or 0 for ReLU (0 at the kink, as PyTorch has it).
  public func derivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .tanh: 1 - value * value
    case .relu: value.map { $0 > 0 ? 1 : 0 }
    }
  }
}
