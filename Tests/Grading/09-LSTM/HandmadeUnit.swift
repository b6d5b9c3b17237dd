import LinearAlgebra

/// The gates of the only hidden unit at one step, and the gate that is wrong there. With several units, the role of
/// each is unknown, so no hint is shown.
struct HandmadeUnit {
  private let input, forget, candidate, output, old: Double
  private let isAlone: Bool

  init(_ step: LSTMOracle.Step) {
    (input, forget) = (step.gates[0][0, 0], step.gates[1][0, 0])
    (candidate, output) = (step.gates[2][0, 0], step.gates[3][0, 0])
    old = step.previous.cell[0, 0]
    isAlone = step.state.cell.columns == 1
  }

  /// Why a question got no answer, given the step of the pulse.
  func muteAtQuestion(_ pulse: HandmadeUnit) -> String? {
    guard isAlone else { return nil }
    if pulse.input < 0.5 { return "This happens when the input gate is shut at the pulse." }
    if pulse.candidate < -0.5 { return "This happens when the candidate at the pulse has the wrong sign." }
    if pulse.candidate < 0.5 { return "This happens when the candidate at the pulse is too small." }
    if output < 0.5 { return "This happens when the output gate is shut at a question." }
    if forget < 0.5 { return "This happens when the forget gate is shut, so the pulse is not kept." }
    return nil
  }

  /// Why something is shown that should not be.
  func tooLoud(isAsked: Bool, hasPulsed: Bool) -> String? {
    guard isAlone else { return nil }
    if !isAsked, output > 0.04 {
      return "This happens when the output gate is not shut without a question."
    }
    return hasPulsed
      ? nil : "This happens when something is written before the pulse: the input gate leaks."
  }

  /// Why a pulse counts less than 1.
  func weakWrite(isPulse: Bool) -> String? {
    guard isAlone, isPulse else { return nil }
    if input < 0.9 { return "This happens when the input gate is not open at a pulse." }
    return candidate < 0.9 ? "This happens when the candidate at a pulse is not 1." : nil
  }

  /// Why the count is wrong after this step although it was right before.
  func miscounted(isPulse: Bool, isClear: Bool) -> String? {
    guard isAlone else { return nil }
    if isClear {
      return forget * abs(old) > 0.05
        ? "This happens when the forget gate is not shut at a clear."
        : "This happens when something is written at a clear: the input gate is not shut there."
    }
    if forget < 0.99, abs(old) > 0.5 {
      return "This happens when the forget gate is not open at a step without a clear."
    }
    if !isPulse { return "This happens when the input gate is not shut at a step without a pulse." }
    return weakWrite(isPulse: isPulse)
  }
}
