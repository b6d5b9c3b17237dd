import LinearAlgebra

/// A network that is to tell odd from even, run by the suite's own loops from a state of zeros.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct ParityOracle {
  var network: RNNOracle

  /// What the network says after each step: the probabilities of even and of odd.
  func predictions(_ bits: [Int]) -> [(even: Double, odd: Double)] {
    let inputs = bits.map { Matrix<Double>(rows: 1, columns: 1, elements: [Double($0)]) }
    let states = network.states(inputs, from: .zeros(rows: 1, columns: network.bias.columns))
    return states.dropFirst().map(network.predict).map { ($0[0, 0], $0[0, 1]) }
  }

  /// The probability of the right answer after each step.
  func probabilitiesOfTheRight(_ bits: [Int]) -> [Double] {
    var isOdd = false
    return zip(bits, predictions(bits)).map { bit, said in
      if bit == 1 { isOdd.toggle() }
      return isOdd ? said.odd : said.even
    }
  }

  /// The likelier answer after each step, "even" or "odd".
  func answers(_ bits: [Int]) -> [String] {
    predictions(bits).map { $0.odd > $0.even ? "odd" : "even" }
  }

  /// The right answer after each step.
  static func rightAnswers(_ bits: [Int]) -> [String] {
    bits.indices.map { bits[...$0].reduce(0, +) % 2 == 1 ? "odd" : "even" }
  }

  /// Whether the right answer is always the likelier one.
  func isRight(over sequences: [[Int]]) -> Bool {
    sequences.allSatisfy { answers($0) == Self.rightAnswers($0) }
  }

  /// The mistake that all answers to these sequences speak for, and where to look; `nil` if none does.
  func explanation(over sequences: [[Int]]) -> (mistake: String, place: String)? {
    if isRight(over: sequences) { return nil }
    if let repair = Self.repairs.first(where: { $0.repaired(self).isRight(over: sequences) }) {
      return (repair.mistake, repair.place)
    }
    let machine = ParityMachine.wrong.first { machine in
      sequences.allSatisfy { machine.answers($0) == answers($0) }
    }
    return (machine ?? firstErrors(over: sequences)).map { ($0.mistake, $0.place) }
  }

  /// The rule that only the first wrong answer to each sequence follows, if these go wrong in one way.
  private func firstErrors(over sequences: [[Int]]) -> ParityMachine? {
    let kinds = sequences.compactMap { bits -> Int? in
      let right = Self.rightAnswers(bits)
      guard let step = zip(answers(bits), right).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
        return nil
      }
      return (step > 0 && right[step - 1] == "odd" ? 2 : 0) + bits[step]
    }
    return Set(kinds).count == 1 ? ParityMachine(wrongAfter: kinds[0]) : nil
  }

  private typealias Repair = (
    mistake: String, place: String, repaired: (ParityOracle) -> ParityOracle
  )

  /// Changes with which a network with one of the common mistakes is right.
  private static var repairs: [Repair] {
    [
      (
        "W_hh is transposed", "weightHH: row j, column k goes from unit j to unit k",
        { $0.with { $0.weightHH = $0.weightHH.transposed() } }
      ),
      (
        "the two outputs are exchanged", "weightHQ and biasQ: column 0 is even, column 1 is odd",
        { $0.with { ($0.weightHQ, $0.biasQ) = (exchanged($0.weightHQ), exchanged($0.biasQ)) } }
      ),
      (
        "the two columns of W_hq are exchanged", "weightHQ: column 0 is even, column 1 is odd",
        { $0.with { $0.weightHQ = exchanged($0.weightHQ) } }
      ),
      (
        "the two numbers of b_q are exchanged", "biasQ: column 0 is even, column 1 is odd",
        { $0.with { $0.biasQ = exchanged($0.biasQ) } }
      ),
      ("the bias of the state has the wrong sign", "bias", { $0.with { $0.bias = 0 - $0.bias } }),
      ("W_hh has the wrong sign", "weightHH", { $0.with { $0.weightHH = 0 - $0.weightHH } }),
      ("W_xh has the wrong sign", "weightIH", { $0.with { $0.weightIH = 0 - $0.weightIH } }),
    ]
  }

  private static func exchanged(_ outputs: Matrix<Double>) -> Matrix<Double> {
    concatenate(columns: [outputs.columns(1..<2), outputs.columns(0..<1)])
  }

  private func with(_ change: (inout RNNOracle) -> Void) -> ParityOracle {
    var other = self
    change(&other.network)
    return other
  }
}
