import Foundation
import LinearAlgebra

/// Another LSTM, in plain loops over numbers, correct or with one known mistake.
///
/// This file does not import the exercise: operators or functions declared by a submission cannot reach it.
struct LSTMOracle {
  /// The parameters of one gate, or of the candidate.
  struct Gate {
    var weightIH: Matrix<Double>  // [I, H]
    var weightHH: Matrix<Double>  // [H, H]
    var bias: Matrix<Double>  // [1, H]

    var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
  }

  /// H and C, or their gradients, each [B, H].
  struct State {
    var hidden, cell: Matrix<Double>
  }

  /// All the results of one step.
  struct Step {
    var input: Matrix<Double>  // [B, I]
    var previous: State
    var gates: [Matrix<Double>]  // input gate, forget gate, candidate, output gate, each [B, H]
    var state: State
  }

  /// Input gate, forget gate, candidate, output gate.
  var gates: [Gate]

  /// I, F, C̃ and O, each [B, H]; a mistake is limited to `part` if that is given.
  func gates(
    _ input: Matrix<Double>, from state: State, mistake: LSTMMistake = .none, in part: LSTMPart? = nil
  ) -> [Matrix<Double>] {
    let seen = mistake == .gatesSeeCell ? state.cell : state.hidden
    var values = LSTMPart.allCases.map { own in
      let mistake = part == nil || part == own ? mistake : .none
      return sums(gates[own.rawValue], input, seen, mistake).map {
        Self.activated($0, isCandidate: own == .candidate, mistake)
      }
    }
    switch mistake {
    case .inputForgetSwapped: values.swapAt(0, 1)
    case .forgetOutputSwapped: values.swapAt(1, 3)
    case .inputOutputSwapped: values.swapAt(0, 3)
    case .candidateOutputSwapped:
      values[2] = sums(gates[3], input, seen, mistake).map(Foundation.tanh)
      values[3] = sums(gates[2], input, seen, mistake).map { 1 / (1 + Foundation.exp(-$0)) }
    default: break
    }
    return values
  }

  private static func activated(_ sum: Double, isCandidate: Bool, _ mistake: LSTMMistake) -> Double {
    if mistake == (isCandidate ? .candidateTanhLeftOut : .sigmoidLeftOut) { return sum }
    let isTanh = isCandidate ? mistake != .sigmoidInCandidate : mistake == .tanhInGates
    return isTanh ? Foundation.tanh(sum) : 1 / (1 + Foundation.exp(-sum))
  }

  /// One step, [B, I] and two of [B, H].
  func step(
    _ input: Matrix<Double>, from state: State, mistake: LSTMMistake = .none, in part: LSTMPart? = nil
  ) -> Step {
    let values = gates(input, from: state, mistake: mistake, in: part)
    var next = state
    for row in 0..<state.cell.rows {
      for unit in 0..<state.cell.columns {
        let (cell, hidden) = Self.unitStep(
          values.map { $0[row, unit] }, cell: state.cell[row, unit], hidden: state.hidden[row, unit], mistake)
        next.cell[row, unit] = cell
        next.hidden[row, unit] = hidden
      }
    }
    return Step(input: input, previous: state, gates: values, state: next)
  }

  /// C_t and H_t of one unit: no other unit takes part.
  private static func unitStep(
    _ gates: [Double], cell: Double, hidden: Double, _ mistake: LSTMMistake
  ) -> (cell: Double, hidden: Double) {
    let (input, forget, candidate, output) = (gates[0], gates[1], gates[2], gates[3])
    let next = memory(input, forget, candidate, output, mistake == .hiddenForCell ? hidden : cell, mistake)
    func show(_ gate: Double, _ value: Double) -> (cell: Double, hidden: Double) { (next, gate * value) }
    return switch mistake {
    case .shownWithoutTanh: show(output, next)
    case .oldCellShown: show(output, Foundation.tanh(cell))
    case .candidateShown: show(output, Foundation.tanh(candidate))
    case .memoryNotShown: show(output, 1)
    case .sigmoidShown: show(output, 1 / (1 + Foundation.exp(-next)))
    case .outputNotUsed: show(1, Foundation.tanh(next))
    case .inputForOutput: show(input, Foundation.tanh(next))
    case .forgetForOutput: show(forget, Foundation.tanh(next))
    default: show(output, Foundation.tanh(next))
    }
  }

  private static func memory(
    _ input: Double, _ forget: Double, _ candidate: Double, _ output: Double, _ old: Double,
    _ mistake: LSTMMistake
  ) -> Double {
    switch mistake {
    case .forgetNotUsed: old + input * candidate
    case .inputNotUsed: forget * old + candidate
    case .coupled: forget * old + (1 - forget) * candidate
    case .candidateTimesWhole: (forget * old + input) * candidate
    case .outputForInput: forget * old + output * candidate
    case .forgetForInput: forget * old + forget * candidate
    case .inputForForget: input * old + input * candidate
    case .outputForForget: output * old + input * candidate
    case .writtenSubtracted: forget * old - input * candidate
    case .writtenMissing: forget * old
    case .keptMissing: input * candidate
    case .keptWithoutCell: forget + input * candidate
    case .writtenWithoutCandidate: forget * old + input
    default: forget * old + input * candidate
    }
  }

  /// The steps of a sequence; not chained, each starts from the initial state.
  func steps(
    _ inputs: [Matrix<Double>], from initialState: State, mistake: LSTMMistake = .none,
    in part: LSTMPart? = nil, chained: Bool = true
  ) -> [Step] {
    inputs.reduce(into: []) { steps, input in
      let state = chained ? steps.last?.state ?? initialState : initialState
      steps.append(step(input, from: state, mistake: mistake, in: part))
    }
  }

  private func sums(
    _ gate: Gate, _ input: Matrix<Double>, _ state: Matrix<Double>, _ mistake: LSTMMistake
  ) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: input.rows, columns: gate.bias.columns)
    for row in 0..<result.rows {
      for unit in 0..<result.columns {
        var sum = Self.times(mistake) * gate.bias[0, unit]
        for index in 0..<input.columns where mistake != .inputIgnored {
          sum += input[row, index] * gate.weightIH[index, unit]
        }
        for index in 0..<state.columns where mistake != .stateIgnored {
          let weight = mistake == .weightTransposed ? gate.weightHH[unit, index] : gate.weightHH[index, unit]
          sum += state[row, index] * (mistake == .stateSubtracted ? -weight : weight)
        }
        result[row, unit] = sum
      }
    }
    return result
  }

  /// The number of times the bias is added.
  private static func times(_ mistake: LSTMMistake) -> Double {
    switch mistake {
    case .biasLeftOut: 0
    case .biasTwice: 2
    case .biasSubtracted: -1
    default: 1
    }
  }
}
