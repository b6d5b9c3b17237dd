import LinearAlgebra
import RecurrentNetworks

/// A GRU, reset before the product, whose backward pass is written out by hand with one wrong line; the loss
/// is `Σ_t H_t · weights_t`.
struct BrokenGRU {
  /// The lines that can be wrong.
  enum Mistake: CaseIterable {
    case none, resetPathMissing, updatePathMissing, keptShareMissing, updateDerivativeMissing
    case resetGateDeaf, stateLeftOutOfReset, weightsNotTransposed, horizontalPathMissing
  }

  let layer: GRU<Double>
  let inputs: [Matrix<Double>]
  let weights: [Matrix<Double>]

  func loss(_ layer: GRU<Double>) -> Double {
    zip(layer(inputs).hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
  }

  /// The gradient with one line wrong.
  func gradient(_ mistake: Mistake) -> GRU<Double> {
    let output = layer(inputs)
    let cell = layer.cell
    let zero = Matrix<Double>.zeros(output.hidden[0].shape)
    var total = layer.zeroed()
    var carried = zero
    for step in inputs.indices.reversed() {
      let c = output.cache[step]
      let dH = weights[step] + carried
      var dZ = dH * (c.previousState - c.candidate)
      if mistake != .updateDerivativeMissing { dZ = dZ * c.updateGate * (1 - c.updateGate) }
      if mistake == .updatePathMissing { dZ = zero }
      let dN = dH * (1 - c.updateGate) * (1 - c.candidate * c.candidate)
      let dReset = back(dN, cell[.candidate].weightHH, mistake)
      var dR = dReset * c.resetGate * (1 - c.resetGate)
      if mistake != .stateLeftOutOfReset { dR = dR * c.previousState }
      if mistake == .resetPathMissing { dR = zero }

      let (x, h) = (c.input, c.previousState)
      total.cell.weightIH += matmul(
        x, concatenate(columns: [dR, dZ, dN]), transposingFirst: true)
      total.cell.weightHH += concatenate(columns: [
        matmul(h, dR, transposingFirst: true), matmul(h, dZ, transposingFirst: true),
        matmul(c.resetGate * h, dN, transposingFirst: true),
      ])
      total.cell.bias += concatenate(columns: [dR, dZ, dN]).columnSums()

      carried = dReset * c.resetGate + back(dZ, cell[.updateGate].weightHH, mistake)
      if mistake != .resetGateDeaf { carried += back(dR, cell[.resetGate].weightHH, mistake) }
      if mistake != .keptShareMissing { carried += dH * c.updateGate }
      if mistake == .horizontalPathMissing { carried = zero }
    }
    return total
  }

  /// `dA · Wᵀ`
  private func back(_ gradient: Matrix<Double>, _ weight: Matrix<Double>, _ mistake: Mistake) -> Matrix<
    Double
  > {
    matmul(gradient, weight, transposingSecond: mistake != .weightsNotTransposed)
  }
}
