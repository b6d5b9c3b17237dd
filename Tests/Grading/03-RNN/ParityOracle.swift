import LinearAlgebra

/// A network that is to tell odd from even, run by the suite's own loops from a state of zeros.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct ParityOracle {
  var network: RNNOracle

  /// The network's answer after each step: the probabilities of even and of odd.
  func predictions(_ bits: [Int]) -> [(even: Double, odd: Double)] {
    let inputs = bits.map { Matrix<Double>(rows: 1, columns: 1, elements: [Double($0)]) }
    let states = network.states(inputs, from: .zeros(rows: 1, columns: network.bias.columns))
    return states.dropFirst().map(network.predict).map { ($0[0, 0], $0[0, 1]) }
  }

  /// The probability of the correct answer after each step.
  func probabilitiesOfTheRight(_ bits: [Int]) -> [Double] {
    var isOdd = false
    return zip(bits, predictions(bits)).map { bit, said in
      if bit == 1 { isOdd.toggle() }
      return isOdd ? said.odd : said.even
    }
  }

  /// The more likely answer after each step, "even" or "odd", or "neither".
  func answers(_ bits: [Int]) -> [String] {
    predictions(bits).map { said in
      said.odd > said.even + 1e-6 ? "odd" : said.even > said.odd + 1e-6 ? "even" : "neither"
    }
  }

  /// The correct answer after each step.
  static func rightAnswers(_ bits: [Int]) -> [String] {
    bits.indices.map { bits[...$0].reduce(0, +) % 2 == 1 ? "odd" : "even" }
  }

  /// Whether the correct answer is always the more likely one.
  func isRight(over sequences: [[Int]]) -> Bool {
    sequences.allSatisfy { answers($0) == Self.rightAnswers($0) }
  }

  /// The mistake that all answers to these sequences speak for, and where to look; `nil` if none does.
  func explanation(over sequences: [[Int]]) -> (mistake: String, place: String)? {
    if isRight(over: sequences) { return nil }
    if let repair = Self.repairs.first(where: { $0.repaired(self).isRight(over: sequences) }) {
      return (repair.mistake, repair.place)
    }
    if let element = elementToChange(by: [-1], over: sequences) {
      return ("\(element) has the wrong sign", element)
    }
    let machine = ParityMachine.wrong.first { machine in
      sequences.allSatisfy { machine.answers($0) == answers($0) }
    }
    if let machine { return (machine.mistake, machine.place) }
    if let element = elementToChange(by: [0.75, 0.5, 0.25], over: sequences) {
      return ("\(element) is too large compared with the others", element)
    }
    if let element = elementToChange(by: [1.5, 2, 4], over: sequences) {
      return ("\(element) is too small compared with the others", element)
    }
    return firstErrors(over: sequences).map { ($0.mistake, $0.place) }
  }

  /// The element of a small network that makes it right when it is multiplied by one of the factors.
  private func elementToChange(by factors: [Double], over sequences: [[Int]]) -> String? {
    guard network.bias.columns <= 4 else { return nil }
    let parts: [(name: String, matrix: WritableKeyPath<RNNOracle, Matrix<Double>>)] = [
      ("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias), ("weightHQ", \.weightHQ),
      ("biasQ", \.biasQ),
    ]
    for (name, part) in parts {
      let matrix = network[keyPath: part]
      for place in 0..<matrix.count where matrix.elements[place] != 0 {
        let (row, column) = (place / matrix.columns, place % matrix.columns)
        let isRight = factors.contains { factor in
          with { $0[keyPath: part][row, column] *= factor }.isRight(over: sequences)
        }
        if isRight { return "\(name)[\(row), \(column)]" }
      }
    }
    return nil
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
