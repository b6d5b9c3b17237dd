import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// Task 1: the number of parameters.
final class CountTests: GradedTestCase {
  private func judge(_ input: Int, _ hidden: [Int], _ dense: Int, _ output: Int, _ what: String) throws {
    let count = try DeepRNN.parameterCount(
      inputSize: input, hiddenSizes: hidden, denseSize: dense, outputSize: output)
    // The shapes of all matrices: three for every recurrent layer, two for each of the dense ones.
    let shapes =
      zip([input] + hidden, hidden).flatMap { [($0, $1), ($1, $1), (1, $1)] }
      + [(hidden[hidden.count - 1], dense), (1, dense), (dense, output), (1, output)]
    try assertClose(
      [[Double(count)]], [[Double(shapes.reduce(0) { $0 + $1.0 * $1.1 })]], what,
      suspects: suspects(input, hidden, dense, output),
      hint: "Add up input · hidden, hidden · hidden and hidden for every layer, then both dense layers.")
  }

  /// The counts of known mistakes.
  private func suspects(_ input: Int, _ hidden: [Int], _ dense: Int, _ output: Int) -> [Suspect] {
    let last = hidden[hidden.count - 1]
    func recurrent(below: (Int) -> Int, bias: Int = 1, square: Int = 1) -> Int {
      hidden.enumerated().reduce(0) { $0 + below($1.0) * $1.1 + square * $1.1 * $1.1 + bias * $1.1 }
    }
    let under = { (index: Int) in index == 0 ? input : hidden[index - 1] }
    let head = (last + 1) * dense + (dense + 1) * output
    func suspect(_ mistake: String, _ count: Int) -> Suspect {
      Suspect(mistake, at: "parameterCount(inputSize:hiddenSizes:denseSize:outputSize:)", [[Double(count)]])
    }
    return [
      suspect("every layer is counted as if it read the inputs", recurrent(below: { _ in input }) + head),
      suspect("the biases of the recurrent layers are left out", recurrent(below: under, bias: 0) + head),
      suspect("two biases a recurrent layer are counted", recurrent(below: under, bias: 2) + head),
      suspect(
        "the weights from state to state are left out", recurrent(below: under, square: 0) + head),
      suspect(
        "the biases of the dense layers are left out", recurrent(below: under) + last * dense + dense * output
      ),
      suspect("the dense network is left out", recurrent(below: under)),
    ]
  }

  func testTask1_threeLayersOfDifferentSizes() throws {
    try grade { try judge(3, [4, 6, 5], 9, 7, "the parameters of three layers, 3 → 4 → 6 → 5 → 9 → 7") }
  }

  func testTask1_oneLayer() throws {
    try grade {
      try judge(10, [16], 4, 3, "the parameters of one layer, 10 → 16 → 4 → 3")
      try judge(1, [1], 1, 1, "the parameters of one layer, 1 → 1 → 1 → 1")
    }
  }
}
