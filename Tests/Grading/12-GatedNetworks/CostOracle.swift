/// What a model costs, counted matrix by matrix, right or with one known slip.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct CostOracle {
  /// A mistake that learners really make in counting.
  enum Slip: CaseIterable {
    case none, cellBiasForgotten, outputForgotten, outputBiasForgotten, outputInEverySet, twoBiasesASet,
      stateWeightsCountedOnce, setsIgnored

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: "nothing is wrong"
      case .cellBiasForgotten: "the cell's biases are forgotten"
      case .outputForgotten: "the output layer is forgotten"
      case .outputBiasForgotten: "the bias of the output layer is forgotten"
      case .outputInEverySet: "the output layer is counted once for every set of the cell"
      case .twoBiasesASet: "every set has two biases"
      case .stateWeightsCountedOnce: "W_hh is counted once instead of once for every set"
      case .setsIgnored: "the number of sets is ignored"
      }
    }
  }

  let vocabularySize: Int

  /// The parameters of a model with a cell of `setCount` sets.
  func count(_ setCount: Int, hiddenSize: Int, slip: Slip = .none) -> Int {
    let (v, h) = (vocabularySize, hiddenSize)
    var shapes: [(rows: Int, columns: Int)] = []
    for set in 0..<(slip == .setsIgnored ? 1 : setCount) {
      shapes.append((v, h))
      if slip != .stateWeightsCountedOnce || set == 0 { shapes.append((h, h)) }
      if slip != .cellBiasForgotten { shapes.append((1, h)) }
      if slip == .twoBiasesASet { shapes.append((1, h)) }
      if slip == .outputInEverySet, set > 0 { shapes += [(h, v), (1, v)] }
    }
    if slip != .outputForgotten {
      shapes.append((h, v))
      if slip != .outputBiasForgotten { shapes.append((1, v)) }
    }
    return shapes.reduce(0) { $0 + $1.rows * $1.columns }
  }

  /// The largest H whose model has at most `budget` parameters.
  func size(_ setCount: Int, budget: Int, slip: Slip = .none) -> Int {
    var size = 0
    for candidate in 1...budget where count(setCount, hiddenSize: candidate, slip: slip) <= budget {
      size = candidate
    }
    return size
  }
}
