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

  /// Where to look, from what the network says about all of these sequences.
  func diagnosis(over sequences: [[Int]]) -> String {
    func always(_ holds: (_ bits: [Int], _ step: Int, _ saysOdd: Bool) -> Bool) -> Bool {
      sequences.allSatisfy { bits in
        predictions(bits).enumerated().allSatisfy { holds(bits, $0.offset, $0.element.odd > $0.element.even) }
      }
    }
    if isRight(over: sequences) {
      return "It says the right thing and is not sure enough of it: larger weights make an answer surer."
    }
    if transposed.isRight(over: sequences) {
      return "With W_hh transposed it would be right: row j, column k of W_hh goes from unit j to unit k."
    }
    if always({ bits, step, saysOdd in isOdd(bits.prefix(step + 1)) != saysOdd }) {
      return "It says odd for even and even for odd: the two outputs are exchanged."
    }
    if always({ bits, step, saysOdd in (bits[step] == 1) == saysOdd }) {
      return "It says nothing but what the last input was: the state before it is not used."
    }
    if always({ bits, step, saysOdd in bits.prefix(step + 1).contains(1) == saysOdd }) {
      return "It says odd from the first one on: a second one is not noticed."
    }
    if always({ _, _, saysOdd in saysOdd }) || always({ _, _, saysOdd in !saysOdd }) {
      return "It says the same thing always: no unit of the state tells odd from even."
    }
    return "What has to be remembered is whether the ones are odd; a one turns it over, a zero leaves it."
  }

  private func isOdd(_ bits: some Sequence<Int>) -> Bool { bits.reduce(0, +) % 2 == 1 }

  /// Whether the right answer is always the likelier one.
  private func isRight(over sequences: [[Int]]) -> Bool {
    sequences.allSatisfy { probabilitiesOfTheRight($0).allSatisfy { $0 > 0.5 } }
  }

  private var transposed: ParityOracle {
    var other = self
    other.network.weightHH = network.weightHH.transposed()
    return other
  }
}
