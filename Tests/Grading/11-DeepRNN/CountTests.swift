import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// Task 1: the number of parameters.
final class CountTests: GradedTestCase {
  private let networks = [
    CountOracle(input: 3, hidden: [4, 6, 5], dense: 9, output: 7),
    CountOracle(input: 10, hidden: [16], dense: 4, output: 3),
    CountOracle(input: 1, hidden: [1], dense: 1, output: 1),
    CountOracle(input: 2, hidden: [5, 8, 3, 10], dense: 6, output: 11),
  ]

  private func count(_ network: CountOracle) throws -> Int {
    try DeepRNN.parameterCount(
      inputSize: network.input, hiddenSizes: network.hidden, denseSize: network.dense,
      outputSize: network.output)
  }

  /// Requires the right count. A mistake is named if it explains the counts of all networks.
  private func judge(_ indices: [Int], _ what: String) throws {
    let counts = try networks.map(count)
    let known = CountOracle.mistakes.filter { known in
      zip(counts, networks).allSatisfy { $0 == known.count($1) }
    }
    for index in indices {
      let sizes = networks[index].sizes.map(String.init).joined(separator: " → ")
      try assertEqual(
        counts[index], networks[index].count, "the parameters of \(what), \(sizes)",
        suspects: known.map {
          ValueSuspect(
            $0.mistake, at: "parameterCount(inputSize:hiddenSizes:denseSize:outputSize:)", counts[index])
        },
        hint: "Add up input · hidden, hidden · hidden and hidden for every layer, then both dense layers.")
    }
  }

  func testTask1_threeLayersOfDifferentSizes() throws {
    try grade { try judge([0, 3], "recurrent layers with a dense network on top") }
  }

  func testTask1_oneLayer() throws {
    try grade { try judge([1, 2], "one recurrent layer with a dense network on top") }
  }
}
