import LinearAlgebra
import RecurrentNetworks

/// An LSTM whose backward pass is written out by hand with one wrong line; the loss is `Σ_t H_t · weights_t`.
struct BrokenLSTM {
  /// The lines that can be wrong.
  enum Mistake: CaseIterable {
    case none, forgetPathMissing, inputPathMissing, outputDerivativeMissing, candidateDerivativeMissing
    case memoryNotCarried, hiddenNotCarried, tanhOfMemoryMissing, memoryFromHiddenMissing
    case forgetGateDeaf, forgetGateLeftOut, stateAfterStep
  }

  let layer: LSTM<Double>
  let inputs: [Matrix<Double>]
  let weights: [Matrix<Double>]

  func loss(_ layer: LSTM<Double>) -> Double {
    zip(layer(inputs).hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
  }

  /// The gradient with one line wrong.
  func gradient(_ mistake: Mistake) -> LSTM<Double> {
    let output = layer(inputs)
    let zero = Matrix<Double>.zeros(output.hidden[0].shape)
    var total = layer.zeroed()
    var (carriedHidden, carriedCell) = (zero, zero)
    for step in inputs.indices.reversed() {
      let c = output.cache[step]
      func slope(_ gate: Matrix<Double>) -> Matrix<Double> { gate * (1 - gate) }
      let dH = weights[step] + carriedHidden
      let shown = 1 - (mistake == .tanhOfMemoryMissing ? zero : c.shownCell * c.shownCell)
      let dC = carriedCell + (mistake == .memoryFromHiddenMissing ? zero : dH * c.outputGate * shown)

      var dI = dC * c.candidate * slope(c.inputGate)
      var dF = dC * c.previousState.cell * slope(c.forgetGate)
      var dG = dC * c.inputGate
      var dO = dH * c.shownCell
      if mistake != .candidateDerivativeMissing { dG = dG * (1 - c.candidate * c.candidate) }
      if mistake != .outputDerivativeMissing { dO = dO * slope(c.outputGate) }
      if mistake == .inputPathMissing { dI = zero }
      if mistake == .forgetPathMissing { dF = zero }

      let sums = concatenate(columns: [dI, dF, dG, dO])
      let before = mistake == .stateAfterStep ? output.hidden[step] : c.previousState.hidden
      total.cell.weightIH += matmul(c.input, sums, transposingFirst: true)
      total.cell.weightHH += matmul(before, sums, transposingFirst: true)
      total.cell.bias += sums.columnSums()

      let heard = concatenate(columns: [dI, mistake == .forgetGateDeaf ? zero : dF, dG, dO])
      let dHBefore = matmul(heard, layer.cell.weightHH, transposingSecond: true)
      carriedHidden = mistake == .hiddenNotCarried ? zero : dHBefore
      carriedCell =
        mistake == .memoryNotCarried ? zero : (mistake == .forgetGateLeftOut ? dC : dC * c.forgetGate)
    }
    return total
  }
}
