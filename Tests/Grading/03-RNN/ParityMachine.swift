/// A rule that computes each answer from the previous answer and the new bit, as the correct one does.
struct ParityMachine {
  /// The answers after even and 0, even and 1, odd and 0, odd and 1: whether they are odd.
  let saysOdd: [Bool]

  /// The wrong rules, first those that differ in one answer.
  static let wrong: [ParityMachine] = (0..<16)
    .map { number in ParityMachine(saysOdd: (0..<4).map { number >> $0 & 1 == 1 }) }
    .filter { !$0.differences.isEmpty }
    .sorted { $0.differences.count < $1.differences.count }

  /// The answers to a sequence; before the first bit it is even.
  func answers(_ bits: [Int]) -> [String] {
    var isOdd = false
    return bits.map { bit in
      isOdd = saysOdd[(isOdd ? 2 : 0) + bit]
      return isOdd ? "odd" : "even"
    }
  }

  private static let right = [false, true, true, false]

  /// The correct rule except for one answer.
  init(wrongAfter place: Int) {
    saysOdd = Self.right.indices.map { Self.right[$0] != ($0 == place) }
  }

  private init(saysOdd: [Bool]) { self.saysOdd = saysOdd }

  private var differences: [Int] {
    saysOdd.indices.filter { saysOdd[$0] != Self.right[$0] }
  }

  /// The rule in the words of the report.
  var mistake: String {
    if !saysOdd[0], !saysOdd[1] { return "the answer is always even" }
    if saysOdd == [true, true, true, true] { return "the answer is always odd" }
    switch saysOdd {
    case [false, true, false, true]: return "the answer depends only on the last input"
    case [true, false, true, false]: return "the answer is odd after a 0 and even after a 1"
    case [true, false, false, true]: return "a 0 flips the answer and a 1 leaves it unchanged"
    case [true, true, false, false]: return "a 0 flips the answer as a 1 does"
    default:
      let what = [
        "a 0 turns even into odd", "a 1 leaves even unchanged", "a 0 turns odd into even",
        "a 1 leaves odd unchanged",
      ]
      return differences.map { what[$0] }.joined(separator: " and ")
    }
  }

  /// Where to look.
  var place: String {
    if mistake.hasPrefix("the answer is always") {
      return
        "makeParityNetwork(): some unit must differ between even and odd, and W_hq must read that difference"
    }
    return saysOdd[0] == saysOdd[2] && saysOdd[1] == saysOdd[3]
      ? "weightHH: the previous state must matter"
      : "weightHH and bias: a 1 must flip the state and a 0 must keep it"
  }
}
