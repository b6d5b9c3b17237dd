import Exercise12GatedNetworks
import GradingSupport
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// Tasks 1 and 2: the cost of a model, and the largest model within a budget.
final class CostTests: GradedTestCase {
  private let oracle = CostOracle(vocabularySize: 7)
  private let setCounts = [1, 2, 3, 4]

  private func row(_ values: [Int]) -> Matrix<Double> {
    Matrix(rows: 1, columns: values.count, elements: values.map(Double.init))
  }

  func testTask1_everyMatrixIsCounted() throws {
    try grade {
      let counts = try setCounts.map { try parameterCount(setCount: $0, vocabularySize: 7, hiddenSize: 4) }
      try assertClose(
        row(counts), row(setCounts.map { oracle.count($0, hiddenSize: 4) }),
        "parameterCount for 1, 2, 3 and 4 sets, V = 7, H = 4",
        suspects: CostOracle.Mistake.allCases.map { mistake in
          Suspect(
            mistake.description, at: "the sum in parameterCount",
            row(setCounts.map { oracle.count($0, hiddenSize: 4, mistake: mistake) }))
        })
    }
  }

  func testTask1_theCountIsThatOfTheLibrarysModels() throws {
    try grade {
      var generator = makeGenerator()
      let rnn = LanguageModel<RNNCell<Float>>(vocabularySize: 9, hiddenSize: 5, using: &generator)
      let gru = LanguageModel<GRUCell<Float>>(vocabularySize: 9, hiddenSize: 5, using: &generator)
      let lstm = LanguageModel<LSTMCell<Float>>(vocabularySize: 9, hiddenSize: 5, using: &generator)
      let library = [rnn.parameterCount, gru.parameterCount, lstm.parameterCount]
      let counts = try [1, 3, 4].map { try parameterCount(setCount: $0, vocabularySize: 9, hiddenSize: 5) }
      let nine = CostOracle(vocabularySize: 9)
      try assertClose(
        row(counts), row(library), "the parameters of an RNN, a GRU and an LSTM with V = 9, H = 5",
        suspects: CostOracle.Mistake.allCases.map { mistake in
          Suspect(
            mistake.description, at: "the sum in parameterCount",
            row([1, 3, 4].map { nine.count($0, hiddenSize: 5, mistake: mistake) }))
        })
    }
  }

  /// Suspects of the search, unless the count it uses is wrong: then nothing is known about the search.
  private func searching(_ suspects: [Suspect]) -> [Suspect] {
    let isCountRight = setCounts.allSatisfy { sets in
      [1, 4, 25].allSatisfy { size in
        let count = try? parameterCount(setCount: sets, vocabularySize: 7, hiddenSize: size)
        return count.map { $0 == oracle.count(sets, hiddenSize: size) } ?? true
      }
    }
    return isCountRight ? suspects : []
  }

  private func sizes(_ budget: Int) throws -> Matrix<Double> {
    try row(setCounts.map { try hiddenSize(setCount: $0, vocabularySize: 7, budget: budget) })
  }

  func testTask2_theLargestSizeThatFits() throws {
    try grade {
      let right = setCounts.map { oracle.size($0, budget: 1000) }
      let place = "the end of the search in hiddenSize"
      try assertClose(
        sizes(1000), row(right), "hiddenSize for 1, 2, 3 and 4 sets, V = 7, budget 1000",
        suspects: searching(
          [
            Suspect("the first size that is too large is returned", at: place, row(right.map { $0 + 1 })),
            Suspect("the search ends one unit too early", at: place, row(right.map { $0 - 1 })),
            Suspect("the search ends two units too late", at: place, row(right.map { $0 + 2 })),
            Suspect(
              "the budget is divided by the number of sets", at: "hiddenSize",
              row(setCounts.map { oracle.size(1, budget: 1000 / $0) })),
            Suspect(
              "the number of sets is not passed to the count", at: "hiddenSize",
              row(setCounts.map { _ in oracle.size(1, budget: 1000) })),
            Suspect(
              "the number of parameters is returned instead of H", at: "the end of hiddenSize",
              row(zip(setCounts, right).map { oracle.count($0, hiddenSize: $1) })),
          ]
            + CostOracle.Mistake.allCases.map { mistake in
              Suspect(
                mistake.description, at: "what hiddenSize counts",
                row(setCounts.map { oracle.size($0, budget: 1000, mistake: mistake) }))
            }))
    }
  }

  func testTask2_aModelThatUsesTheWholeBudgetFits() throws {
    try grade {
      let sizes = try setCounts.map { sets in
        try hiddenSize(
          setCount: sets, vocabularySize: 7, budget: oracle.count(sets, hiddenSize: 6))
      }
      try assertClose(
        row(sizes), row([6, 6, 6, 6]), "hiddenSize with exactly the parameters of a model with H = 6",
        suspects: searching([
          Suspect(
            "a model that uses the whole budget is treated as too large",
            at: "the comparison with the budget in hiddenSize", row([5, 5, 5, 5]))
        ]))
    }
  }

  func testTask2_aLargeBudgetIsUsedUp() throws {
    try grade {
      let sizes = try setCounts.map { sets in
        try hiddenSize(setCount: sets, vocabularySize: 7, budget: oracle.count(sets, hiddenSize: 1201) - 1)
      }
      try assertClose(
        row(sizes), row([1200, 1200, 1200, 1200]),
        "hiddenSize with one parameter less than a model with H = 1201 has",
        suspects: searching([
          Suspect(
            "a model that does not fit by a single parameter is taken",
            at: "the comparison with the budget in hiddenSize", row([1201, 1201, 1201, 1201]))
        ]), hint: "The search must continue until a size is too large, however large the budget is.")
    }
  }

  func testTask2_ifNothingFitsTheSizeIsZero() throws {
    try grade {
      try assertClose(
        sizes(12), row([0, 0, 0, 0]), "hiddenSize with V = 7 and room for 12 parameters",
        suspects: searching([
          Suspect(
            "the search starts at one unit, whether it fits or not", at: "where hiddenSize starts",
            row([1, 1, 1, 1]))
        ]))
      try assertClose(sizes(0), row([0, 0, 0, 0]), "hiddenSize with V = 7 and room for nothing")
    }
  }
}
