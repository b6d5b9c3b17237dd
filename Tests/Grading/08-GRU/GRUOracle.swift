import Foundation
import LinearAlgebra

/// Another GRU, in plain loops over numbers, correct or with one known mistake.
///
/// This file does not import the exercise: operators or functions declared by a submission cannot reach it.
struct GRUOracle {
  /// The parameters of one gate, or of the candidate.
  struct Gate {
    var weightIH: Matrix<Double>  // [I, H]
    var weightHH: Matrix<Double>  // [H, H]
    var bias: Matrix<Double>  // [1, H]

    var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
  }

  /// All the results of one step.
  struct Step {
    var input: Matrix<Double>  // [B, I]
    var previousState, resetGate, updateGate, candidate, state: Matrix<Double>  // [B, H]
  }

  var reset: Gate
  var update: Gate
  var candidate: Gate

  /// σ(X · W_x + H · W_h + b), [B, H].
  func gate(
    _ gate: Gate, _ input: Matrix<Double>, _ state: Matrix<Double>, mistake: GRUMistake = .none
  ) -> Matrix<Double> {
    sums(gate, input, state, mistake).map { sum in
      switch mistake {
      case .tanhInGates: return Foundation.tanh(sum)
      case .sigmoidLeftOut: return sum
      default: return 1 / (1 + Foundation.exp(-sum))
      }
    }
  }

  /// tanh(X · W_x + (R ⊙ H) · W_h + b), [B, H].
  func candidate(
    _ input: Matrix<Double>, _ state: Matrix<Double>, resetGate: Matrix<Double>, mistake: GRUMistake = .none
  ) -> Matrix<Double> {
    var sum = sums(candidate, input, visible(state, resetGate, mistake), mistake)
    if mistake == .resetAfterProduct {
      let (whole, withoutState) = (
        sums(candidate, input, state, mistake), sums(candidate, input, .zeros(state.shape), mistake)
      )
      for row in 0..<sum.rows {
        for unit in 0..<sum.columns {
          let fromState = whole[row, unit] - withoutState[row, unit]
          sum[row, unit] = withoutState[row, unit] + resetGate[row, unit] * fromState
        }
      }
    }
    return sum.map { sum in
      switch mistake {
      case .candidateTanhLeftOut: return sum
      case .sigmoidInCandidate: return 1 / (1 + Foundation.exp(-sum))
      default: return Foundation.tanh(sum)
      }
    }
  }

  /// One step, [B, I] and [B, H]; a mistake is limited to `part` if that is given.
  func step(
    _ input: Matrix<Double>, from state: Matrix<Double>, mistake: GRUMistake = .none, in part: GRUPart? = nil
  ) -> Step {
    func own(_ gate: GRUPart) -> GRUMistake { part == nil || part == gate ? mistake : .none }
    let resetGate = gate(mistake == .gatesSwapped ? update : reset, input, state, mistake: own(.reset))
    let updateGate = gate(mistake == .gatesSwapped ? reset : update, input, state, mistake: own(.update))
    let new = candidate(
      input, state, resetGate: mistake == .updateForReset ? updateGate : resetGate, mistake: own(.candidate))
    var next = Matrix<Double>.zeros(state.shape)
    for row in 0..<next.rows {
      for unit in 0..<next.columns {
        next[row, unit] = mistake.blended(updateGate[row, unit], state[row, unit], new[row, unit])
      }
    }
    return Step(
      input: input, previousState: state, resetGate: resetGate, updateGate: updateGate, candidate: new,
      state: next)
  }

  /// The steps of a sequence; not chained, each starts from the initial state.
  func steps(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>, mistake: GRUMistake = .none,
    in part: GRUPart? = nil, chained: Bool = true
  ) -> [Step] {
    inputs.reduce(into: []) { steps, input in
      let state = chained ? steps.last?.state ?? initialState : initialState
      steps.append(step(input, from: state, mistake: mistake, in: part))
    }
  }

  private func visible(
    _ state: Matrix<Double>, _ resetGate: Matrix<Double>, _ mistake: GRUMistake
  ) -> Matrix<Double> {
    var result = state
    for row in 0..<state.rows {
      for unit in 0..<state.columns where mistake != .resetIgnored {
        let gate = resetGate[row, unit]
        switch mistake {
        case .resetAlone: result[row, unit] = gate
        case .resetInverted: result[row, unit] *= 1 - gate
        default: result[row, unit] *= gate
        }
      }
    }
    return result
  }

  private func sums(
    _ gate: Gate, _ input: Matrix<Double>, _ state: Matrix<Double>, _ mistake: GRUMistake
  ) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: input.rows, columns: gate.bias.columns)
    for row in 0..<result.rows {
      for unit in 0..<result.columns {
        var sum = Self.times(mistake) * gate.bias[0, unit]
        for index in 0..<input.columns where mistake != .inputIgnored {
          sum += input[row, index] * gate.weightIH[index, unit]
        }
        for index in 0..<state.columns where mistake != .stateIgnored {
          let weight =
            mistake == .weightTransposed ? gate.weightHH[unit, index] : gate.weightHH[index, unit]
          sum += state[row, index] * (mistake == .stateSubtracted ? -weight : weight)
        }
        result[row, unit] = sum
      }
    }
    return result
  }

  /// The number of times the bias is added.
  private static func times(_ mistake: GRUMistake) -> Double {
    switch mistake {
    case .biasLeftOut: 0
    case .biasTwice: 2
    case .biasSubtracted: -1
    default: 1
    }
  }
}
