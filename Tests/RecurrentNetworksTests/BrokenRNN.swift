import LinearAlgebra
import RecurrentNetworks

/// A plain network with an output layer, its loss, and its backward pass written out by hand with one wrong
/// line.
///
/// `H_t = tanh(X_t W_xh + H_{t-1} W_hh + b)` · `Z_t = H_t W_hq + b_q` · the mean cross-entropy over T · B predictions.
struct BrokenRNN {
  typealias Network = ManyToMany<RNN<Double>>

  /// The lines that can be wrong.
  enum Mistake: CaseIterable {
    case none, noDerivative, derivativeOfOldState, sigmoidDerivative, weightNotTransposed, stateAfterStep
    case horizontalPathMissing, onlyLastStep, overwritten, onlyLastLoss, forwardLoop
    case oneNotSubtracted, logitsForProbabilities, sumForMean, sumOverBatchForMean, wrongSign
    case inputWeightZero, outputWeightTransposed, biasTwice
  }

  let network: Network
  let inputs: [Matrix<Double>]
  let targets: [[Int]]

  func loss(_ network: Network) -> Double {
    crossEntropy(logits: concatenate(rows: network(inputs).logits), targets: targets.flatMap { $0 })
  }

  /// `∂L/∂Z_t`, [B, V].
  private func logitGradient(_ logits: Matrix<Double>, _ targets: [Int], _ mistake: Mistake) -> Matrix<Double>
  {
    var gradient = mistake == .logitsForProbabilities ? logits : softmax(logits)
    if mistake != .oneNotSubtracted {
      for (row, target) in targets.enumerated() { gradient[row, target] -= 1 }
    }
    let (batchSize, stepCount) = (Double(logits.rows), Double(inputs.count))
    switch mistake {
    case .sumForMean: return gradient
    case .sumOverBatchForMean: return gradient / stepCount
    case .wrongSign: return gradient / (-batchSize * stepCount)
    default: return gradient / (batchSize * stepCount)
    }
  }

  /// The gradient with one line wrong.
  func gradient(_ mistake: Mistake) -> Network {
    let cell = network.layer.cell
    var states = [cell.initialState(batchSize: inputs[0].rows)]
    for input in inputs { states.append(cell.step(input, from: states.last!).state) }

    var total = network.zeroed()
    var carried = states[0]
    let order = mistake == .forwardLoop ? Array(0..<inputs.count) : (0..<inputs.count).reversed()
    for step in order {
      let state = states[step + 1]
      let dZ = logitGradient(network.output(state), targets[step], mistake)
      total.output.weight += matmul(state, dZ, transposingFirst: true)
      total.output.bias += dZ.columnSums()
      var dH = matmul(dZ, network.output.weight, transposingSecond: true)
      if mistake == .onlyLastLoss && step < inputs.count - 1 { dH *= 0 }
      if mistake != .horizontalPathMissing { dH += carried }

      let dA =
        switch mistake {
        case .noDerivative: dH
        case .derivativeOfOldState: dH * (1 - states[step] * states[step])
        case .sigmoidDerivative: dH * (state * (1 - state))
        default: dH * (1 - state * state)
        }
      let before = mistake == .stateAfterStep ? state : states[step]
      let share = RNNCell(
        weightIH: matmul(inputs[step], dA, transposingFirst: true),
        weightHH: matmul(before, dA, transposingFirst: true),
        bias: dA.columnSums() * (mistake == .biasTwice ? 2 : 1))
      let counts = mistake != .onlyLastStep || step == inputs.count - 1
      if mistake == .overwritten { total.layer.cell = total.layer.cell.zeroed() }
      if counts { total.layer.cell.add(share, times: 1) }
      carried = matmul(dA, cell.weightHH, transposingSecond: mistake != .weightNotTransposed)
    }
    if mistake == .inputWeightZero { total.layer.cell.weightIH *= 0 }
    if mistake == .outputWeightTransposed { total.output.weight = total.output.weight.transposed() }
    return total
  }
}
