import LinearAlgebra

/// The copy task written down step by step, correct or with one known mistake.
///
/// This file does not import the exercise: no submission can change these results.
struct CopyTaskOracle {
  /// A mistake learners really make in building such sequences.
  enum Mistake: CaseIterable {
    case none, targetsNotShifted, signalLeftOut, signalTooLate, tokensSwapped, blankIsZero, messageReversed,
      targetsTooLate, noSignal, blankTooMany, oneBlankTooFew, twoBlanksTooMany, noBlanksAfterSignal,
      oneBlankTooManyAtTheEnd,
      twoBlanksTooManyAtTheEnd, messageNotShown, targetsOneBlankTooMany, targetsOneBlankTooFew,
      targetsTwoBlanksTooMany, distanceForgottenInTargets, messageForgottenInTargets, messageNotInTargets,
      targetsAreTheInputs, targetsFromOne, signalRepeated

    /// The wording in the report.
    var description: String {
      switch self {
      case .none: "nothing is wrong"
      case .targetsNotShifted: "the targets hold the message while it goes in"
      case .signalLeftOut: "a blank is used where the signal belongs"
      case .signalTooLate: "the signal and the targets come one step too late"
      case .tokensSwapped: "blank and signal are exchanged"
      case .blankIsZero: "the blank is token 0, which is a symbol"
      case .messageReversed: "the targets hold the message backward"
      case .targetsTooLate: "the first symbol is required one step after the signal"
      case .noSignal: "the signal is missing from the inputs, and they are one step short"
      case .blankTooMany: "the inputs have D blanks between message and signal instead of D - 1"
      case .oneBlankTooFew: "the inputs have one blank too few between message and signal"
      case .twoBlanksTooMany: "the inputs have D + 1 blanks between message and signal instead of D - 1"
      case .noBlanksAfterSignal: "the inputs end at the signal, without the M - 1 blanks after it"
      case .oneBlankTooManyAtTheEnd: "the inputs have M blanks after the signal instead of M - 1"
      case .twoBlanksTooManyAtTheEnd: "the inputs have M + 1 blanks after the signal instead of M - 1"
      case .messageNotShown: "the message is missing from the inputs"
      case .targetsOneBlankTooMany: "the targets have M + D blanks before the message instead of M + D - 1"
      case .targetsOneBlankTooFew: "the targets have M + D - 2 blanks before the message instead of M + D - 1"
      case .targetsTwoBlanksTooMany:
        "the targets have M + D + 1 blanks before the message instead of M + D - 1"
      case .distanceForgottenInTargets: "D is missing from the number of blanks in the targets"
      case .messageForgottenInTargets: "M is missing from the number of blanks in the targets"
      case .messageNotInTargets: "the message is missing from the targets"
      case .targetsAreTheInputs: "the targets are a copy of the inputs"
      case .targetsFromOne: "the symbols of the targets are counted from 1"
      case .signalRepeated: "the signal is at every step of the answer instead of only the first"
      }
    }
  }

  let symbolCount: Int

  /// The inputs and the targets, each a row [1, T].
  func sequence(_ message: [Int], distance: Int, mistake: Mistake = .none) -> [Matrix<Double>] {
    var (blank, signal) = (symbolCount, symbolCount + 1)
    if mistake == .tokensSwapped { (blank, signal) = (signal, blank) }
    if mistake == .blankIsZero { blank = 0 }
    func blanks(_ count: Int) -> [Int] { Array(repeating: blank, count: max(0, count)) }
    let (size, shown) = (message.count, mistake == .messageNotShown ? [] : message)
    let asked: [Int]
    switch mistake {
    case .messageReversed: asked = message.reversed()
    case .messageNotInTargets: asked = []
    case .targetsFromOne: asked = message.map { $0 + 1 }
    default: asked = message
    }
    let end = Self.blanksAtTheEnd(mistake, size) + (mistake == .targetsTooLate ? 1 : 0)
    let cue = mistake == .noSignal ? [] : mistake == .signalLeftOut ? [blank] : [signal]
    let rest = mistake == .signalRepeated ? Array(repeating: signal, count: size - 1) : blanks(end)
    let inputs = shown + blanks(distance - 1 + Self.blanksTooMany(mistake)) + cue + rest
    let targets = blanks(Self.blanksBefore(mistake, size, distance)) + asked
    if mistake == .targetsNotShifted {
      return [Self.row(inputs), Self.row(message + blanks(size + distance - 1))]
    }
    return [Self.row(inputs), Self.row(mistake == .targetsAreTheInputs ? inputs : targets)]
  }

  private static func blanksTooMany(_ mistake: Mistake) -> Int {
    switch mistake {
    case .signalTooLate, .blankTooMany: 1
    case .oneBlankTooFew: -1
    case .twoBlanksTooMany: 2
    default: 0
    }
  }

  private static func blanksAtTheEnd(_ mistake: Mistake, _ size: Int) -> Int {
    switch mistake {
    case .noBlanksAfterSignal: 0
    case .oneBlankTooManyAtTheEnd: size
    case .twoBlanksTooManyAtTheEnd: size + 1
    default: size - 1
    }
  }

  private static func blanksBefore(_ mistake: Mistake, _ size: Int, _ distance: Int) -> Int {
    switch mistake {
    case .signalTooLate, .targetsTooLate, .targetsOneBlankTooMany: size + distance
    case .targetsOneBlankTooFew: size + distance - 2
    case .targetsTwoBlanksTooMany: size + distance + 1
    case .distanceForgottenInTargets: size - 1
    case .messageForgottenInTargets: distance - 1
    default: size + distance - 1
    }
  }

  static func row(_ tokens: [Int]) -> Matrix<Double> {
    Matrix(rows: 1, columns: tokens.count, elements: tokens.map(Double.init))
  }
}
