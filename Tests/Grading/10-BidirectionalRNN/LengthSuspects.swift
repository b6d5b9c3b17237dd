import EarlierUnits
import GradingSupport
import LinearAlgebra

extension BidirectionalExample {
  /// The states of a padded batch with each known mistake.
  func lengthSuspects(_ padded: [Matrix<Double>], _ lengths: [Int]) -> [Suspect] {
    let place = "readBackward(_:lengths:)"
    let loop = LoopRNN(backwardLayer)
    let count = padded.count
    let backward = Array(padded.indices.reversed())
    let right = loop.statesFromBehind(padded, lengths: lengths)
    func of(_ lengths: [Int]) -> [Matrix<Double>] {
      loop.statesFromBehind(padded, lengths: lengths.map { min($0, count) })
    }
    func silenced(_ states: [Matrix<Double>]) -> [Matrix<Double>] {
      states.enumerated().map { step, state in state * Matrix(lengths.map { [step < $0 ? 1.0 : 0.0] }) }
    }
    let blind = loop.states(padded, reading: backward)
    let forgetful = loop.states(padded, reading: backward, isForgetting: true)
    let (longest, shortest) = (lengths.max() ?? 0, lengths.min() ?? 0)
    let forward = loop.states(padded, reading: Array(padded.indices)) { $0 < lengths[$1] }
    func suspect(_ mistake: String, _ states: [Matrix<Double>]) -> Suspect {
      Suspect(mistake, at: place, states)
    }
    return [
      suspect("the padding is read like any other step", blind),
      suspect(
        "the padding is read, and only the resulting states are replaced by zeros", silenced(blind)),
      suspect(Self.orderOfReading, right.reversed()),
      suspect(
        "the new state is never stored, and every state stays at the initial zeros",
        right.map { $0 * 0 }),
      suspect("each sequence is read from one step after its own end", of(lengths.map { $0 + 1 })),
      suspect("each sequence is read from one step before its own end", of(lengths.map { $0 - 1 })),
      suspect(
        "the lengths are sorted, the longest first", of(lengths.sorted(by: >))),
      suspect("the lengths are taken in reverse order", of(lengths.reversed())),
      suspect(
        "every sequence is given the length of the longest", of(lengths.map { _ in longest })),
      suspect(
        "every sequence is given the length of the shortest", of(lengths.map { _ in shortest })),
      suspect(
        "there are states only for the steps of the longest sequence, not for all T",
        Array(right.prefix(longest))),
      suspect(
        "the padding is treated as coming before a sequence instead of after it",
        loop.states(padded, reading: backward) { $0 >= count - lengths[$1] }),
      suspect(
        "real steps and padding are exchanged, and the states of the padding are kept",
        loop.states(padded, reading: backward) { $0 >= lengths[$1] }),
      suspect("the inputs are read from the first step to the last", forward),
      suspect(
        "the inputs are read from the first step to the last, and the states are reversed",
        forward.reversed()),
      suspect(
        "no state is passed from step to step, and each one starts from zeros", silenced(forgetful)),
      suspect(
        "each sequence's states stay in the order of reading", turnedWithin(right, lengths)),
      suspect(
        "the forward layer's weights are used instead of the backward layer's",
        LoopRNN(forwardLayer).statesFromBehind(padded, lengths: lengths)),
    ]
  }

  /// The states of each row reversed within its own length.
  private func turnedWithin(_ states: [Matrix<Double>], _ lengths: [Int]) -> [Matrix<Double>] {
    var turned = states
    for (row, length) in lengths.enumerated() {
      for step in 0..<length {
        for unit in 0..<states[step].columns {
          turned[step][row, unit] = states[length - 1 - step][row, unit]
        }
      }
    }
    return turned
  }
}
