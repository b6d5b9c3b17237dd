import Exercise12GatedNetworks
import GradingSupport
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// Tasks 1 and 2: what a model costs, and how large it may be.
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
        suspects: CostOracle.Slip.allCases.map { slip in
          Suspect(
            slip.mistake, at: "the sum in parameterCount",
            row(setCounts.map { oracle.count($0, hiddenSize: 4, slip: slip) }))
        })
    }
  }

  func testTask1_theCountIsThatOfTheLibrarysModels() throws {
    try grade {
      var generator = makeGenerator()
      let rnn = LanguageModel<RNNCell<Float>>(vocabularySize: 6, hiddenSize: 5, using: &generator)
      let gru = LanguageModel<GRUCell<Float>>(vocabularySize: 6, hiddenSize: 5, using: &generator)
      let lstm = LanguageModel<LSTMCell<Float>>(vocabularySize: 6, hiddenSize: 5, using: &generator)
      let library = [rnn.parameterCount, gru.parameterCount, lstm.parameterCount]
      let counts = try [1, 3, 4].map { try parameterCount(setCount: $0, vocabularySize: 6, hiddenSize: 5) }
      try assertEqual(counts, library, "the parameters of an RNN, a GRU and an LSTM with V = 6, H = 5")
    }
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
        suspects: [
          Suspect("the first size that is too large is returned", at: place, row(right.map { $0 + 1 })),
          Suspect("the search ends one unit too early", at: place, row(right.map { $0 - 1 })),
        ]
          + CostOracle.Slip.allCases.map { slip in
            Suspect(
              slip.mistake, at: "parameterCount, which task 1 checks", task: 1,
              row(setCounts.map { oracle.size($0, budget: 1000, slip: slip) }))
          })
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
        suspects: [
          Suspect(
            "a model that uses the whole budget is taken for too large",
            at: "the comparison with the budget in hiddenSize", row([5, 5, 5, 5]))
        ])
    }
  }

  func testTask2_aLargeBudgetIsUsedUp() throws {
    try grade {
      let sizes = try setCounts.map { sets in
        try hiddenSize(setCount: sets, vocabularySize: 7, budget: oracle.count(sets, hiddenSize: 421) - 1)
      }
      try assertClose(
        row(sizes), row([420, 420, 420, 420]),
        "hiddenSize with one parameter less than a model with H = 421 has",
        suspects: [
          Suspect(
            "a model that does not fit by a single parameter is taken",
            at: "the comparison with the budget in hiddenSize", row([421, 421, 421, 421]))
        ], hint: "The search has to go on until a size is too large, however large the budget is.")
    }
  }

  func testTask2_whereNothingFitsTheSizeIsZero() throws {
    try grade {
      try assertClose(
        sizes(12), row([0, 0, 0, 0]), "hiddenSize with V = 7 and room for 12 parameters",
        suspects: [
          Suspect(
            "the search starts at one unit, whether it fits or not", at: "where hiddenSize starts",
            row([1, 1, 1, 1]))
        ])
      try assertClose(sizes(0), row([0, 0, 0, 0]), "hiddenSize with V = 7 and room for nothing")
    }
  }
}
