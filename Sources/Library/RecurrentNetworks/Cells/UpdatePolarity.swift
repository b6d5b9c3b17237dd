import LinearAlgebra

/// The meaning of an update gate near 1. Books and frameworks disagree; the networks are the same, since
/// `1 - σ(a) = σ(-a)`: turn the signs of the gate's parameters, and one becomes the other.
public enum UpdatePolarity: String, Sendable, Codable, CaseIterable {
  /// `H_t = Z_t ⊙ H_{t-1} + (1 - Z_t) ⊙ H̃_t`: a gate near 1 keeps the state (PyTorch, Keras, ONNX, d2l).
  case keepsState
  /// `H_t = Z_t ⊙ H̃_t + (1 - Z_t) ⊙ H_{t-1}`: a gate near 1 takes the candidate, as in
  /// courses that write the gate `Γ_u`.
  case takesCandidate

  /// The share of the old state in the new one: `Z_t` or `1 - Z_t`.
  package func keptShare<Scalar>(_ updateGate: Matrix<Scalar>) -> Matrix<Scalar> {
    self == .keepsState ? updateGate : 1 - updateGate
  }

  /// From the gradient of the kept share to that of the gate.
  func gateGradient<Scalar>(_ keptShareGradient: Matrix<Scalar>) -> Matrix<Scalar> {
    self == .keepsState ? keptShareGradient : -keptShareGradient
  }
}
