/// One sequence of a memory task: what goes in at each step, and what is to come out.
public struct MemorySequence: Sendable, Equatable {
  /// The token of each step, T of them.
  public var inputs: [Int]
  /// The token that is to be foretold at each step, T of them.
  public var targets: [Int]

  /// A sequence of the given tokens.
  public init(inputs: [Int], targets: [Int]) {
    self.inputs = inputs
    self.targets = targets
  }
}

/// The copy task: a message is shown, then nothing for a while, and at a signal it is to be repeated.
///
/// The symbols of messages are the tokens 0 … S - 1; `blank` is S and `signal` is S + 1. With a message of M symbols
/// and a distance D the sequence has T = 2 M + D - 1 steps:
///
///     inputs   m_1 … m_M   blank (D - 1 times)   signal   blank (M - 1 times)
///     targets  blank (M + D - 1 times)           m_1 … m_M
///
/// The first symbol is asked for at the very step of the signal. Between the showing of a symbol and the step that
/// asks for it lie M + D - 1 steps.
///
/// - Parameters:
///   - message: the M symbols, at least one.
///   - symbolCount: S.
///   - distance: D, at least 1.
public func copyTask(message: [Int], symbolCount: Int, distance: Int) throws -> MemorySequence {
  let steps = 2 * message.count + distance - 1
  var inputs = [Int](repeating: symbolCount, count: steps)
  var targets = inputs
  for (place, symbol) in message.enumerated() {
    inputs[place] = symbol
    targets[steps - message.count + place] = symbol
  }
  inputs[steps - message.count] = symbolCount + 1
  return MemorySequence(inputs: inputs, targets: targets)
}
