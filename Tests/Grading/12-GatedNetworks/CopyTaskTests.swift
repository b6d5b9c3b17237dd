import Exercise12GatedNetworks
import GradingSupport
import LinearAlgebra

/// Task 3: the sequences of the copy task. S = 4, M = 3, D = 5.
final class CopyTaskTests: GradedTestCase {
  private let oracle = CopyTaskOracle(symbolCount: 4)

  private func check(_ message: [Int], distance: Int, _ what: String) throws {
    let sequence = try copyTask(message: message, symbolCount: 4, distance: distance)
    try assertClose(
      [CopyTaskOracle.row(sequence.inputs), CopyTaskOracle.row(sequence.targets)],
      oracle.sequence(message, distance: distance), what,
      suspects: CopyTaskOracle.Slip.allCases.map { slip in
        Suspect(slip.mistake, at: "copyTask", oracle.sequence(message, distance: distance, slip: slip))
      })
  }

  func testTask3_theSequenceOfTheExercisesTable() throws {
    try grade { try check([2, 0], distance: 3, "inputs [0] and targets [1] of message 2 0, S = 4, D = 3") }
  }

  func testTask3_anyMessageAtAnyDistance() throws {
    try grade {
      var generator = makeGenerator()
      // The longest first: a known mistake shows best where there is much that is right beside it.
      for distance in [40, 11, 5, 2, 1] {
        let message = (0..<3).map { _ in Int.random(in: 0..<4, using: &generator) }
        try check(
          [1] + message, distance: distance, "inputs [0] and targets [1] of a message, D = \(distance)")
      }
    }
  }

  func testTask3_thereIsATargetForEveryInput() throws {
    try grade {
      for (size, distance) in [(1, 1), (2, 7), (5, 3)] {
        let sequence = try copyTask(
          message: Array(repeating: 2, count: size), symbolCount: 4, distance: distance)
        let what = "for a message of \(size) at distance \(distance)"
        try assertEqual(sequence.inputs.count, 2 * size + distance - 1, "how many inputs there are \(what)")
        try assertEqual(sequence.targets.count, sequence.inputs.count, "how many targets there are \(what)")
      }
    }
  }

  func testTask3_oneSymbolAtTheShortestDistance() throws {
    try grade { try check([3], distance: 1, "inputs [0] and targets [1] of message 3, S = 4, D = 1") }
  }
}
