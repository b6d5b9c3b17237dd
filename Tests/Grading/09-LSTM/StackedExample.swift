import GradingSupport
import LinearAlgebra

extension LSTMExample {
  /// [W_h ; W_x] of all gates side by side, [H + I, 4H].
  var stackedWeight: Matrix<Double> {
    concatenate(columns: oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightIH]) })
  }
  /// The biases side by side, [1, 4H].
  var stackedBias: Matrix<Double> { concatenate(columns: oracle.gates.map(\.bias)) }

  /// The orders with two gates confused, and the order with the last gate first.
  private static let orders: [(mistake: String, order: [Int])] = [
    ("the output gate comes before the candidate", [0, 1, 3, 2]),
    ("the forget gate comes before the input gate", [1, 0, 2, 3]),
    ("the candidate comes before the forget gate", [0, 2, 1, 3]),
    ("the gates are in reverse order", [3, 2, 1, 0]),
    ("the candidate comes first", [2, 0, 1, 3]),
    ("the output gate comes first", [3, 0, 1, 2]),
    ("the output gate comes second", [0, 3, 1, 2]),
  ]

  /// The stacked weights with each known mistake.
  func stackedSuspects() -> [Suspect] {
    let place = "stacked()"
    let blocks = oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightIH]) }
    let upsideDown = oracle.gates.map { concatenate(rows: [$0.weightIH, $0.weightHH]) }
    return Self.orders.map { Suspect($0, at: place, concatenate(columns: $1.map { blocks[$0] })) } + [
      Suspect("W_x is above W_h", at: place, concatenate(columns: upsideDown)),
      Suspect("the gates are below one another", at: place, concatenate(rows: blocks)),
      Suspect(
        "W_h is used twice, and W_x is missing", at: place,
        concatenate(columns: oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightHH]) })),
      Suspect("W_x is missing", at: place, concatenate(columns: oracle.gates.map(\.weightHH))),
      Suspect("W_h is missing", at: place, concatenate(columns: oracle.gates.map(\.weightIH))),
      Suspect(
        "a bias is used where W_x belongs", at: place,
        concatenate(columns: oracle.gates.map { concatenate(rows: [$0.weightHH, $0.bias]) })),
      Suspect(
        "a bias is used where W_h belongs", at: place,
        concatenate(columns: oracle.gates.map { concatenate(rows: [$0.bias, $0.weightIH]) })),
    ]
  }

  /// The stacked bias with each known mistake.
  func stackedBiasSuspects() -> [Suspect] {
    Self.orders.map { mistake, order in
      Suspect(mistake, at: "stacked()", concatenate(columns: order.map { oracle.gates[$0].bias }))
    }
  }

  /// One parameter of `unstacked()` when the rows or columns of another are used.
  ///
  /// - Parameters:
  ///   - index: as in `LSTMOracle.matrices`.
  func separatedSuspects(_ index: Int) -> [Suspect] {
    let place = "unstacked()"
    let (part, kind) = (index / 3, index % 3)
    let stacked = stackedWeight.columns(4 * part..<4 * part + 4)
    let others = LSTMPart.allCases.filter { $0.rawValue != part }.map { other in
      Suspect(
        "the columns of \(other.name) are taken", at: place, oracle.gates[other.rawValue].matrices[kind])
    }
    let (rows, size) = (stacked.rows, Self.hiddenSize)
    switch kind {
    case 0:
      return others + [
        Suspect("the first rows are used as W_x", at: place, stacked.rows(0..<Self.inputSize)),
        Suspect("all rows are used as W_x", at: place, stacked),
        Suspect("the first row of W_x is missing", at: place, stacked.rows(size + 1..<rows)),
        Suspect("the last row of W_x is missing", at: place, stacked.rows(size..<rows - 1)),
        Suspect("the last row of W_h is taken into W_x", at: place, stacked.rows(size - 1..<rows)),
      ]
    case 1:
      return others + [
        Suspect("the last rows are used as W_h", at: place, stacked.rows(rows - size..<rows)),
        Suspect("all rows are used as W_h", at: place, stacked),
        Suspect("the first row of W_h is missing", at: place, stacked.rows(1..<size)),
        Suspect("the last row of W_h is missing", at: place, stacked.rows(0..<size - 1)),
        Suspect("the first row of W_x is taken into W_h", at: place, stacked.rows(0..<size + 1)),
      ]
    default: return others
    }
  }

  /// H_1 and C_1 when the stacked step mixes something up.
  func stackedStepSuspects() -> [Suspect] {
    let place = "StackedLSTM.step(_:from:)"
    let rows = Self.hiddenSize + Self.inputSize
    // The input is left of the state: X is multiplied by the first I rows of the weights, H by the others.
    let mixed = LSTMOracle(
      gates: oracle.gates.map { gate in
        let weight = concatenate(rows: [gate.weightHH, gate.weightIH])
        return LSTMOracle.Gate(
          weightIH: weight.rows(0..<Self.inputSize), weightHH: weight.rows(Self.inputSize..<rows),
          bias: gate.bias)
      })
    func suspect(_ mistake: String, _ network: LSTMOracle) -> Suspect {
      let state = network.step(inputs[0], from: initialState).state
      return Suspect(mistake, at: place, [state.hidden, state.cell])
    }
    let ofOneGate = LSTMPart.allCases.flatMap { part in
      LSTMPart.allCases.filter { $0 != part }.map { other in
        var gates = oracle
        gates.gates[part.rawValue] = oracle.gates[other.rawValue]
        return suspect("\(part.name) is computed from the columns of \(other.name)", gates)
      }
    }
    return stepSuspects(place, accusing: false) + [suspect("the input is left of the state", mixed)]
      + Self.orders.map { mistake, order in
        suspect(
          "the gates are read in another order (\(mistake))",
          LSTMOracle(gates: order.map { oracle.gates[$0] }))
      } + ofOneGate
  }
}
