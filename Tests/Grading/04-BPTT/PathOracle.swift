import GradingSupport
import LinearAlgebra

/// The paths of a sequence in plain loops, from the Jacobians of each step.
struct PathOracle {
  let example: BPTTExample

  init(_ example: BPTTExample) { self.example = example }

  private var kept: [BPTTOracle.Kept] { example.kept }
  private var vertical: [Matrix<Double>] { example.logitGradients.map(example.oracle.fromOutput) }

  /// A mistake in the choice of the states that a path's links go through.
  enum LinkMistake: String, CaseIterable {
    case earlier = "each link goes through the tanh of the earlier of its two states"
    case inOrder = "the links go through the earlier states first: begin at the loss, with the last state"
    case withoutFirst = "the link nearest to the loss is missing"
    case withoutLast = "the last link, to the state where the path begins, is missing"
    case oneTooMany = "there is one link too many: no link leads through the state where the path begins"

    /// The states of a path from the loss of step `end` back to `start`, in their order.
    func states(_ start: Int, _ end: Int) -> [Int] {
      if start == end { return self == .oneTooMany ? [start] : [] }
      switch self {
      case .earlier: return (start..<end).reversed()
      case .inOrder: return Array(start + 1...end)
      case .withoutFirst: return (start + 1..<end).reversed()
      case .withoutLast: return (start + 1...end).reversed().dropLast()
      case .oneTooMany: return (start...end).reversed()
      }
    }
  }

  /// For every step, the contributions of its own loss and of those after it.
  func paths(mistake: BPTTOracle.StepMistake? = nil, links: LinkMistake? = nil) -> [[Matrix<Double>]] {
    kept.indices.map { start in
      (start..<kept.count).map { end in
        let states = links?.states(start, end) ?? (start..<end).map { $0 + 1 }.reversed()
        return states.reduce(vertical[end]) {
          example.oracle.stepBackward($0, kept[$1], mistake: mistake).previousState
        }
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
    let ofLink = BPTTOracle.StepMistake.allCases.map {
      Suspect($0.description, at: "link(_:through:)", paths(mistake: $0)[step])
    }
    let ofPaths: [(String, [Matrix<Double>])] = [
      ("the paths end at the loss of the step after the next", Array(right.prefix(2))),
      ("the path from the state's own loss is missing", Array(right.dropFirst())),
      (
        "every path starts from the vertical gradient of its own state, not of its loss's step", fromOwn(step)
      ),
      ("each path contains the previous ones: do not add them up here", sums(right)),
      ("the longest path comes first", right.reversed()),
      ("no link is taken: every loss counts as if it were at the first state", Array(vertical[step...])),
      (
        "every path takes one link at most",
        right.indices.map { distance in
          distance < 2
            ? right[distance]
            : example.oracle.stepBackward(vertical[step + distance], kept[step + distance]).previousState
        }
      ),
    ]
    let ofStates = LinkMistake.allCases.map { ($0.rawValue, paths(links: $0)[step]) }
    return (ofStates + ofPaths).map { Suspect($0.0, at: place, $0.1) } + ofLink
  }

  private func fromOwn(_ start: Int) -> [Matrix<Double>] {
    (start..<kept.count).map { end in
      (start..<end).map { $0 + 1 }.reversed().reduce(vertical[start]) {
        example.oracle.stepBackward($0, kept[$1]).previousState
      }
    }
  }

  private func sums(_ paths: [Matrix<Double>]) -> [Matrix<Double>] {
    paths.indices.map { paths[...$0].dropFirst().reduce(paths[0], +) }
  }
}
