import Exercise12GatedNetworks
import GradingSupport
import LinearAlgebra

/// Task 3: the sequences of the copy task. S = 4, M = 3, D = 5.
final class CopyTaskTests: GradedTestCase {
  /// The answer, as two rows.
  private func answer(_ message: [Int], distance: Int, symbols: Int) throws -> [Matrix<Double>] {
    let sequence = try copyTask(message: message, symbolCount: symbols, distance: distance)
    return [CopyTaskOracle.row(sequence.inputs), CopyTaskOracle.row(sequence.targets)]
  }

  /// The known mistakes that explain the answers to two other questions as well: a short sequence fits too many.
  private func known() throws -> [CopyTaskOracle.Mistake] {
    let questions: [(message: [Int], distance: Int, symbols: Int)] = [
      ([1, 3, 2, 0, 3], 9, 6), ([3, 1, 1], 6, 4),
    ]
    let answers = try questions.map { try answer($0.message, distance: $0.distance, symbols: $0.symbols) }
    return CopyTaskOracle.Mistake.allCases.filter { mistake in
      zip(questions, answers).allSatisfy {
        CopyTaskOracle(symbolCount: $0.symbols)
          .sequence($0.message, distance: $0.distance, mistake: mistake) == $1
      }
    }
  }

  private func check(_ message: [Int], distance: Int, symbols: Int = 4, _ what: String) throws {
    let (known, oracle) = (try known(), CopyTaskOracle(symbolCount: symbols))
    try assertClose(
      answer(message, distance: distance, symbols: symbols), oracle.sequence(message, distance: distance),
      what,
      suspects: known.map { mistake in
        Suspect(
          mistake.description, at: "copyTask", oracle.sequence(message, distance: distance, mistake: mistake))
      })
  }

  func testTask3_theSequenceOfTheExercisesTable() throws {
    try grade { try check([2, 0], distance: 3, "inputs [0] and targets [1] of message 2 0, S = 4, D = 3") }
  }

  func testTask3_anyMessageAtAnyDistance() throws {
    try grade {
      var generator = makeGenerator()
      // The longest first: a known mistake is clearest in a sequence that is otherwise right.
      for (distance, symbols) in [(40, 4), (11, 9), (5, 4), (2, 1), (1, 4)] {
        let message = (0..<3).map { _ in Int.random(in: 0..<symbols, using: &generator) }
        try check(
          [symbols == 1 ? 0 : 1] + message, distance: distance, symbols: symbols,
          "inputs [0] and targets [1] of a message, S = \(symbols), D = \(distance)")
      }
    }
  }

  func testTask3_thereIsATargetForEveryInput() throws {
    try grade {
      for (size, distance) in [(1, 1), (2, 7), (5, 3)] {
        let sequence = try copyTask(
          message: Array(repeating: 2, count: size), symbolCount: 4, distance: distance)
        let what = "for a message of \(size) at distance \(distance)"
        try assertEqual(sequence.inputs.count, 2 * size + distance - 1, "the number of inputs \(what)")
        try assertEqual(sequence.targets.count, sequence.inputs.count, "the number of targets \(what)")
      }
    }
  }

  func testTask3_oneSymbolAtTheShortestDistance() throws {
    try grade { try check([3], distance: 1, "inputs [0] and targets [1] of message 3, S = 4, D = 1") }
  }
}
