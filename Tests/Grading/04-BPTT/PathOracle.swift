import GradingSupport
import LinearAlgebra

/// The paths of a sequence in plain loops, from the Jacobians of each step.
struct PathOracle {
  let example: BPTTExample

  init(_ example: BPTTExample) { self.example = example }

  private var kept: [BPTTOracle.Kept] { example.kept }
  private var vertical: [Matrix<Double>] { example.logitGradients.map(example.oracle.fromOutput) }

  /// For every step, the contributions of its own loss and of those after it.
  func paths(slip: BPTTOracle.StepSlip? = nil, throughOwnState: Bool = false) -> [[Matrix<Double>]] {
    kept.indices.map { start in
      (start..<kept.count).map { end in
        var gradient = vertical[end]
        for step in stride(from: end, to: start, by: -1) {
          let through = kept[throughOwnState ? step - 1 : step]
          gradient = example.oracle.stepBackward(gradient, through, slip: slip).previousState
        }
        return gradient
      }
    }
  }

  /// ∂L/∂H_1 … ∂L/∂H_T, everything together, from the last to the first.
  func backpropagated() -> [Matrix<Double>] {
    var result = vertical
    for step in kept.indices.reversed().dropLast() {
      result[step - 1] += example.oracle.stepBackward(result[step], kept[step]).previousState
    }
    return result
  }

  func suspects(_ step: Int) -> [Suspect] {
    let place = "pathGradients(vertical:states:)"
    let right = paths()[step]
    let ofLink = BPTTOracle.StepSlip.allCases.map {
      Suspect($0.mistake, at: "link(_:through:)", paths(slip: $0)[step])
    }
    let ofPaths: [(String, [Matrix<Double>])] = [
      (
        "each link goes through the tanh of the earlier of its two states", paths(throughOwnState: true)[step]
      ),
      ("the paths end at the loss of the step after the next", Array(right.prefix(2))),
      ("the longest path comes first", right.reversed()),
      ("no link is taken: every loss counts as if it stood at the first state", Array(vertical[step...])),
      (
        "every path takes one link at most",
        right.indices.map { distance in
          distance < 2
            ? right[distance]
            : example.oracle.stepBackward(vertical[step + distance], kept[step + distance]).previousState
        }
      ),
    ]
    return ofPaths.map { Suspect($0.0, at: place, $0.1) } + ofLink
  }
}
