import Exercise04BPTT
import GradingSupport
import LinearAlgebra

/// Task 4: the gradients of three states as sums of paths. T = 3, B = 2, H = 4.
final class PathTests: GradedTestCase {
  private func makeExample() -> BPTTExample {
    var generator = makeGenerator()
    return BPTTExample(steps: 3, using: &generator)
  }

  private func vertical(_ example: BPTTExample) -> [Matrix<Double>] {
    example.logitGradients.map(example.oracle.fromOutput)
  }

  private func paths(_ example: BPTTExample) throws -> [[Matrix<Double>]] {
    try example.network.pathGradients(vertical: vertical(example), states: example.kept.map(\.state))
  }

  private func requireCounts(_ paths: [[Matrix<Double>]], steps: Int = 3) throws {
    try assertEqual(
      paths.map(\.count), Array((1...steps).reversed()),
      "how many paths lead from \(steps == 1 ? "one state" : "each of \(steps) states") to the losses",
      hint: "H_1 reaches the loss of step 1 directly, of step 2 via H_2, of step 3 via H_2 and H_3.")
  }

  func testTask4_aLinkLeadsThroughTanhAndTheWeight() throws {
    try grade {
      let example = makeExample()
      let kept = example.kept[1]
      let place = "link(_:through:)"
      try assertClose(
        example.network.link(example.stateGradient, through: kept.state),
        example.oracle.stepBackward(example.stateGradient, kept).previousState, place,
        suspects: BPTTOracle.StepMistake.allCases.map { mistake in
          Suspect(
            mistake.description, at: place,
            example.oracle.stepBackward(example.stateGradient, kept, mistake: mistake).previousState)
        }, hint: "Through the tanh of H_t, then through W_hhᵀ.")
    }
  }

  func testTask4_thereAreThreeTwoAndOnePaths() throws {
    try grade {
      try requireCounts(paths(makeExample()))
    }
  }

  func testTask4_everyPathIsCorrect() throws {
    try grade {
      let example = makeExample()
      let right = PathOracle(example).paths()
      let answers = try paths(example)
      try requireCounts(answers)
      for (step, answer) in answers.enumerated() {
        try assertClose(
          answer, right[step], "paths[\(step)], those that begin at H_\(step + 1)",
          suspects: PathOracle(example).suspects(step),
          hint:
            "Begin with vertical[t + k], and take one link for every step between, through states[t + k] first."
        )
      }
    }
  }

  func testTask4_sequencesOfOneStepAndOfFourHaveTheirPathsToo() throws {
    try grade {
      for steps in [1, 4] {
        var generator = makeGenerator()
        let example = BPTTExample(steps: steps, using: &generator)
        let answers = try paths(example)
        try requireCounts(answers, steps: steps)
        try assertClose(
          answers.flatMap { $0 }, PathOracle(example).paths().flatMap { $0 },
          "the paths of \(steps == 1 ? "one step" : "\(steps) steps"), one list after the other",
          hint: "There are T lists of T, T - 1, …, 1 matrices, whatever T is.")
      }
    }
  }

  func testTask4_thePathsAddUpToBackpropagation() throws {
    try grade {
      let example = makeExample()
      let answers = try paths(example)
      try requireCounts(answers)
      try assertEqual(
        answers.flatMap { $0.map(\.shape) }, Array(repeating: MatrixShape(2, 4), count: 6),
        "the shapes of the paths")
      let sums = answers.map { $0.dropFirst().reduce($0[0], +) }
      let right = PathOracle(example).backpropagated()
      try assertClose(
        sums, right, "the sums of the paths of H_1, H_2, H_3, against backpropagation through time",
        hint: "Each path must be there once.")
    }
  }
}
