import LinearAlgebra

/// The function that makes a gate of its sum: a number from 0 to 1 for each unit.
public enum GateActivation: String, Sendable, Codable, CaseIterable {
  /// `σ(a) = 1 / (1 + e^{-a})`, strictly between 0 and 1.
  case sigmoid
  /// `clip(a / 6 + 1/2, 0, 1)`: a line that reaches 0 at -3 and 1 at 3. Keras's `hard_sigmoid` since version 3 and
  /// PyTorch's `hardsigmoid`; older versions of Keras have the slope 1/5.
  case hardSigmoid

  /// The gate, element by element.
  public func callAsFunction<Scalar>(_ sum: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .sigmoid: LinearAlgebra.sigmoid(sum)
    case .hardSigmoid: sum.map { $0 <= -3 ? 0 : ($0 >= 3 ? 1 : $0 / 6 + 0.5) }
    }
  }

  /// The derivative from the value `y` of the gate: `y (1 - y)`, and for the line 1/6 or 0 (0 at both kinks).
  public func derivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .sigmoid: sigmoidDerivative(at: value)
    case .hardSigmoid: value.map { $0 > 0 && $0 < 1 ? 1 / 6 : 0 }
    }
  }
}
