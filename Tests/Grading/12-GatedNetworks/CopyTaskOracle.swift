import LinearAlgebra

/// The copy task written down step by step, right or with one known slip.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct CopyTaskOracle {
  /// A mistake that learners really make in building such sequences.
  enum Slip: CaseIterable {
    case none, targetsNotShifted, signalLeftOut, signalTooLate, tokensSwapped, blankIsZero, messageReversed,
      targetsTooLate

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: "nothing is wrong"
      case .targetsNotShifted: "the message is to come out while it goes in"
      case .signalLeftOut: "a blank stands where the signal belongs"
      case .signalTooLate: "the signal comes one step too late"
      case .tokensSwapped: "blank and signal are exchanged"
      case .blankIsZero: "the blank is token 0, which is a symbol"
      case .messageReversed: "the message is to come out backward"
      case .targetsTooLate: "the first symbol is asked for one step after the signal"
      }
    }
  }

  let symbolCount: Int

  /// The inputs and the targets, each a row [1, T].
  func sequence(_ message: [Int], distance: Int, slip: Slip = .none) -> [Matrix<Double>] {
    var (blank, signal) = (symbolCount, symbolCount + 1)
    if slip == .tokensSwapped { (blank, signal) = (signal, blank) }
    if slip == .blankIsZero { blank = 0 }
    let size = message.count
    let gap = slip == .signalTooLate ? distance + 1 : distance
    let stepCount = 2 * size + gap - 1 + (slip == .targetsTooLate ? 1 : 0)
    var inputs = [Int](repeating: blank, count: stepCount)
    var targets = inputs
    for (place, symbol) in message.enumerated() {
      inputs[place] = symbol
      let late = slip == .targetsTooLate ? 1 : 0
      let start = slip == .targetsNotShifted ? 0 : size + gap - 1 + late
      targets[start + (slip == .messageReversed ? size - 1 - place : place)] = symbol
    }
    if slip != .signalLeftOut { inputs[size + gap - 1] = signal }
    return [Self.row(inputs), Self.row(targets)]
  }

  static func row(_ tokens: [Int]) -> Matrix<Double> {
    Matrix(rows: 1, columns: tokens.count, elements: tokens.map(Double.init))
  }
}
