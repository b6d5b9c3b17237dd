import Foundation
import LinearAlgebra

/// A plain layer and its Jacobians in plain loops; it shares no code with the library or a submission.
struct GradientOracle {
  var weightIH: Matrix<Double>  // [I, H]
  var weightHH: Matrix<Double>  // [H, H]
  var bias: Matrix<Double>  // [1, H]

  /// A mistake that can be made in the Jacobian of a step.
  enum StepMistake: CaseIterable {
    case transposed, weightUntransposed, slopeLeftOut, slopeByColumn, slopeWithoutSquare, slopePlus
    case slopeMinusSquare, slopeIsSquare, slopeOfSigmoid, slopeDivides, slopeSquared, signTurned, zero

    var description: String {
      switch self {
      case .transposed:
        "the Jacobian is transposed: element [j, k] uses W_hh[j, k] instead of W_hh[k, j]"
      case .weightUntransposed:
        "W_hh is not transposed: the weight from unit k to unit j is W_hh[k, j], not W_hh[j, k]"
      case .slopePlus: "the slope is 1 + H_t² instead of 1 - H_t²"
      case .slopeMinusSquare: "the 1 of the slope 1 - H_t² is missing, so it is -H_t²"
      case .zero: "every slope is 0, or the Jacobian is never computed"
      case .slopeIsSquare: "the slope is H_t² instead of 1 - H_t²"
      case .slopeOfSigmoid: "the slope is a sigmoid's, H_t (1 - H_t): for tanh it is 1 - H_t²"
      case .slopeDivides: "the weights are divided by the slope instead of multiplied"
      case .slopeSquared: "the slope is multiplied in twice"
      case .signTurned: "every sign is flipped"
      case .slopeLeftOut: "the slope of tanh, 1 - H_t², is missing"
      case .slopeByColumn: "the slope of unit k scales column k instead of row k"
      case .slopeWithoutSquare: "1 - H_t is used instead of 1 - H_t²"
      }
    }
  }

  static func make(_ rows: Int, _ columns: Int, _ entry: (Int, Int) -> Double) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: rows, columns: columns)
    for row in 0..<rows { for column in 0..<columns { result[row, column] = entry(row, column) } }
    return result
  }

  static func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
    make(a.rows, b.columns) { row, column in
      (0..<a.columns).reduce(0) { $0 + a[row, $1] * b[$1, column] }
    }
  }

  static func norm(_ matrix: Matrix<Double>) -> Double {
    matrix.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// H_t, [1, H].
  func step(_ input: Matrix<Double>, from state: Matrix<Double>) -> Matrix<Double> {
    Self.make(1, bias.columns) { _, unit in
      let fromInput = (0..<input.columns).reduce(0) { $0 + input[0, $1] * weightIH[$1, unit] }
      let fromState = (0..<state.columns).reduce(0) { $0 + state[0, $1] * weightHH[$1, unit] }
      return Foundation.tanh(fromInput + fromState + bias[0, unit])
    }
  }

  /// H_1 … H_T from the zero state.
  func states(_ inputs: [Matrix<Double>]) -> [Matrix<Double>] {
    var state = Matrix<Double>.zeros(rows: 1, columns: bias.columns)
    return inputs.map { input in
      state = step(input, from: state)
      return state
    }
  }

  /// ∂H_t/∂H_{t-1} at the state after the step.
  func stepJacobian(_ state: Matrix<Double>, mistake: StepMistake? = nil) -> Matrix<Double> {
    let size = state.columns
    return Self.make(size, size) { to, from in
      if mistake == .transposed { return stepJacobian(state)[from, to] }
      let value = state[0, mistake == .slopeByColumn ? from : to]
      let weight = mistake == .weightUntransposed ? weightHH[to, from] : weightHH[from, to]
      return Self.slope(value, mistake) * weight
    }
  }

  /// The slope of tanh, from its value.
  private static func slope(_ value: Double, _ mistake: StepMistake?) -> Double {
    let right = 1 - value * value
    return switch mistake {
    case .slopeLeftOut: 1
    case .slopeWithoutSquare: 1 - value
    case .slopePlus: 1 + value * value
    case .slopeMinusSquare: -value * value
    case .zero: 0
    case .slopeIsSquare: value * value
    case .slopeOfSigmoid: value * (1 - value)
    case .slopeDivides: 1 / right
    case .slopeSquared: right * right
    case .signTurned: -right
    default: right
    }
  }

  /// ∂H_T/∂H_0 … ∂H_T/∂H_T.
  func jacobians(
    _ states: [Matrix<Double>], mistake: StepMistake? = nil, wrongSide: Bool = false, forward: Bool = false
  ) -> [Matrix<Double>] {
    let size = bias.columns
    var product = Self.make(size, size) { $0 == $1 ? 1 : 0 }
    var result = [product]
    for state in forward ? states : states.reversed() {
      let step = stepJacobian(state, mistake: mistake)
      product = wrongSide ? Self.product(step, product) : Self.product(product, step)
      result.append(product)
    }
    return result.reversed()
  }

  /// Σ_j H_T[j] · weight[j] as a function of the initial state, for finite differences.
  func finalValue(_ inputs: [Matrix<Double>], from state: Matrix<Double>, unit: Int) -> Double {
    inputs.reduce(state) { step($1, from: $0) }[0, unit]
  }
}
