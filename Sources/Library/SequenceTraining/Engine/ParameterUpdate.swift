import LinearAlgebra
import RecurrentNetworks

/// Moves parameters along their gradient, in pieces that threads share if there are many. It allocates nothing.
final class ParameterUpdate<Scalar: MatrixScalar>: @unchecked Sendable {
  /// How a number moves.
  enum Rule {
    /// `θ -= η g`
    case descent(rate: Scalar)
    /// One update by Adam, see `MatrixScalar`.
    case adam(
      mean: NumberBuffer<Scalar>, meanSquare: NumberBuffer<Scalar>, rate: Scalar, meanDecay: Scalar,
      squareDecay: Scalar, correction: Scalar, epsilon: Scalar)
  }

  private let gradients: NumberBuffer<Scalar>
  private let parameters: NumberBuffer<Scalar>
  private let fork: Fork
  private var rule = Rule.descent(rate: 0)
  /// Made once: a closure that is made at each update is allocated at each update.
  private var work: SharedWork?
  private let pieceLength = 1 << 15

  /// Updates of `parameters` along `gradients`, which lie alike.
  init(of parameters: NumberBuffer<Scalar>, along gradients: NumberBuffer<Scalar>, fork: Fork) {
    self.parameters = parameters
    self.gradients = gradients
    self.fork = fork
    work = SharedWork { [unowned self] in move(piece: $0) }
  }

  /// One update of every parameter.
  func apply(_ rule: Rule) {
    self.rule = rule
    if let work { fork.run((gradients.count + pieceLength - 1) / pieceLength, work) }
  }

  private func move(piece: Int) {
    let first = piece * pieceLength
    let count = min(pieceLength, gradients.count - first)
    let (g, x) = (gradients.start + first, parameters.start + first)
    switch rule {
    case .descent(let rate):
      Scalar.kernels.axpy(count, -rate, g, x)
    case .adam(
      let mean, let meanSquare, let rate, let meanDecay, let squareDecay, let correction, let epsilon):
      Scalar.kernels.adam(
        count, rate: rate, meanDecay: meanDecay, squareDecay: squareDecay, correction: correction,
        epsilon: epsilon, g, mean.start + first, meanSquare.start + first, x)
    }
  }
}
