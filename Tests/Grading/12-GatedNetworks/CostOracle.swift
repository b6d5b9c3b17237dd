/// The cost of a model, counted matrix by matrix, correct or with one known mistake.
///
/// This file does not import the exercise: no submission can change these results.
struct CostOracle {
  /// A mistake learners really make in counting.
  enum Mistake: CaseIterable {
    case none, cellBiasForgotten, outputForgotten, outputBiasForgotten, outputInEverySet, twoBiasesASet,
      stateWeightsCountedOnce, setsIgnored, outputWeightsForgotten, inputWeightsForgotten,
      stateWeightsForgotten, inputWeightsCountedAsV, stateWeightsCountedAsH, outputBiasOfH, biasesSubtracted,
      outputBiasSubtracted, biasOfV

    /// The wording in the report.
    var description: String {
      switch self {
      case .none: "nothing is wrong"
      case .cellBiasForgotten: "the cell's biases are forgotten"
      case .outputForgotten: "the output layer is forgotten"
      case .outputBiasForgotten: "the bias of the output layer is forgotten"
      case .outputInEverySet: "the output layer is counted once for every set of the cell"
      case .twoBiasesASet: "every set has two biases"
      case .stateWeightsCountedOnce: "W_hh is counted once instead of once for every set"
      case .setsIgnored: "the number of sets is ignored"
      case .outputWeightsForgotten: "the weights W_hq of the output layer are forgotten"
      case .inputWeightsForgotten: "the weights W_xh are forgotten"
      case .stateWeightsForgotten: "the weights W_hh are forgotten"
      case .inputWeightsCountedAsV: "W_xh is counted as V instead of V · H"
      case .stateWeightsCountedAsH: "W_hh is counted as H instead of H · H"
      case .outputBiasOfH: "the bias of the output layer is counted as H instead of V"
      case .biasesSubtracted: "the cell's biases are subtracted instead of added"
      case .outputBiasSubtracted: "the bias of the output layer is subtracted instead of added"
      case .biasOfV: "the cell's biases are counted as V instead of H"
      }
    }
  }

  let vocabularySize: Int

  /// The parameters of a model with a cell of `setCount` sets.
  func count(_ setCount: Int, hiddenSize: Int, mistake: Mistake = .none) -> Int {
    let (v, h) = (vocabularySize, hiddenSize)
    var count = 0
    for set in 0..<(mistake == .setsIgnored ? 1 : setCount) {
      switch mistake {
      case .inputWeightsForgotten: break
      case .inputWeightsCountedAsV: count += v
      default: count += v * h
      }
      switch mistake {
      case .stateWeightsForgotten: break
      case .stateWeightsCountedAsH: count += h
      default: if mistake != .stateWeightsCountedOnce || set == 0 { count += h * h }
      }
      switch mistake {
      case .cellBiasForgotten: break
      case .twoBiasesASet: count += 2 * h
      case .biasesSubtracted: count -= h
      case .biasOfV: count += v
      default: count += h
      }
      if mistake == .outputInEverySet, set > 0 { count += h * v + v }
    }
    switch mistake {
    case .outputForgotten: return count
    case .outputBiasForgotten: return count + h * v
    case .outputWeightsForgotten: return count + v
    case .outputBiasOfH: return count + h * v + h
    case .outputBiasSubtracted: return count + h * v - v
    default: return count + h * v + v
    }
  }

  /// The largest H whose model has at most `budget` parameters.
  func size(_ setCount: Int, budget: Int, mistake: Mistake = .none) -> Int {
    var size = 0
    for candidate in 1...budget where count(setCount, hiddenSize: candidate, mistake: mistake) <= budget {
      size = candidate
    }
    return size
  }
}
