import Exercise12GatedNetworks
import GradingSupport
import LinearAlgebra

/// Tasks 4 and 5: the uncertainty of a mean, and of a difference of means.
final class ComparisonTests: GradedTestCase {
  private func answer(_ values: [Double]) throws -> Matrix<Double> {
    let estimate = try estimateMean(of: values)
    return [[estimate.mean, estimate.standardError]]
  }

  private func check(_ values: [Double], _ what: String) throws {
    try assertClose(
      answer(values), ComparisonOracle.estimate(values), what,
      suspects: ComparisonOracle.Mistake.allCases.map {
        Suspect($0.description, at: "estimateMean(of:)", ComparisonOracle.estimate(values, mistake: $0))
      })
  }

  func testTask4_anExampleWorkedByHand() throws {
    // The mean is 5, the squares are 9 + 1 + 1 + 9 = 20, s² = 20 / 3, and the error √(20 / 12).
    try grade { try check([2, 4, 6, 8], "mean and standard error of 2, 4, 6, 8") }
  }

  func testTask4_manyMeasurements() throws {
    try grade {
      var generator = makeGenerator()
      let values = (0..<7).map { _ in Double.random(in: 3...6, using: &generator) }
      try check(values, "mean and standard error of seven perplexities")
    }
  }

  func testTask4_aShiftMovesOnlyTheMean() throws {
    try grade {
      try check([9.5, 3.25, 7.75, 4.125, 8.5], "mean and standard error of 9.5, 3.25, 7.75, 4.125 and 8.5")
      let values = [4.25, 4.5, 3.75]
      let (plain, shifted) = (try estimateMean(of: values), try estimateMean(of: values.map { $0 + 10 }))
      try assertClose(shifted.mean, plain.mean + 10, "the mean of values that are all greater by 10")
      try assertClose(shifted.standardError, plain.standardError, "the standard error of the shifted values")
      try assertClose(
        try estimateMean(of: [5, 5, 5]).standardError, 0, "the standard error of three equal values")
      try check([1, 3], "mean and standard error of 1 and 3")
      try check([-2, 4, -7], "mean and standard error of -2, 4 and -7")
    }
  }

  /// Pairs that distinguish the known mistakes; the two kinds have different numbers of seeds.
  private let cases: [(first: [Double], second: [Double])] = [
    ([4.0, 4.1, 3.9, 4.0], [5.0, 5.2, 4.9]),
    ([6.1, 6.0, 6.2], [4.8, 5.0, 4.9, 4.9]),
    ([4.0, 5.0, 4.4], [4.2, 4.9, 4.6, 4.7]),
    ([4.0, 4.4, 4.2, 4.6], [4.32, 4.72, 4.72]),
    ([4.0, 4.4, 4.2, 4.6], [4.5, 4.9, 4.85]),
    ([14.0, 15.0, 16.0], [10.0, 14.0, 13.0, 12.0, 13.0]),
    ([10.0, 13.0, 12.0, 14.0], [13.6, 13.7, 13.8, 13.7]),
    ([15.1, 15.2, 15.3, 15.2], [12.0, 16.0, 13.0, 14.0]),
    ([4.0, 4.0], [4.0, 4.0, 4.0]),
    ([4.0, 4.0], [3.0, 3.0, 3.0]),
    ([3.0, 3.1], [4.0, 4.1]),
  ]

  /// Enough cases that a coincidence does not look like a known mistake: means that differ by up to four errors of
  /// their difference, with one kind scattering more than the other.
  private func makeCases() -> [(first: [Double], second: [Double])] {
    var generator = makeGenerator()
    return (0..<60).map { index in
      func values(_ count: Int, _ width: Double) -> [Double] {
        (0..<count).map { _ in 10 + Double.random(in: -width...width, using: &generator) }
      }
      let widths = [(3.0, 3.0), (3, 0.6), (0.6, 3)][index % 3]
      let (first, second) = (values(4, widths.0), values(5, widths.1))
      let (one, other) = (ComparisonOracle.estimate(first), ComparisonOracle.estimate(second))
      let error = (one[0, 1] * one[0, 1] + other[0, 1] * other[0, 1]).squareRoot()
      let distance = Double.random(in: 0.3...4, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
      let shift = one[0, 0] - other[0, 0] + distance * error
      return (first, second.map { $0 + shift })
    }
  }

  private func number(_ comparison: Comparison) -> Double {
    switch comparison {
    case .firstIsBetter: 1
    case .secondIsBetter: 2
    case .undecided: 0
    }
  }

  private func row(_ values: [Double]) -> Matrix<Double> {
    Matrix(rows: 1, columns: values.count, elements: values)
  }

  func testTask5_aClearDifferenceHasAWinner() throws {
    try grade {
      let clear = Array(cases.prefix(2))
      try assertClose(
        row(clear.map { number(try compare($0.first, $0.second)) }), [[1, 2]],
        "comparisons of two clear cases (1: first is better, 2: second is better, 0: undecided)",
        suspects: suspects(clear),
        hint: "These two differ by far more than chance explains, and lower is better.")
    }
  }

  func testTask5_everyCaseIsJudgedByTheErrorOfTheDifference() throws {
    try grade {
      let cases = self.cases + makeCases()
      try assertClose(
        row(cases.map { number(try compare($0.first, $0.second)) }),
        row(cases.map { ComparisonOracle.compare($0.first, $0.second) }),
        "comparisons of \(cases.count) cases (1: first is better, 2: second is better, 0: undecided)",
        suspects: suspects(cases),
        hint: "Clear is a difference above twice √(e₁² + e₂²).")
    }
  }

  func testTask5_exchangingTheKindsExchangesTheResult() throws {
    try grade {
      let mirrored = try cases.map { number(try compare($0.second, $0.first)) }
      let expected = cases.map { ComparisonOracle.compare($0.second, $0.first) }
      let exchanged = cases.map { (first: $0.second, second: $0.first) }
      try assertClose(
        row(mirrored), row(expected), "comparisons with first and second exchanged",
        suspects: suspects(exchanged))
    }
  }

  /// Known mistakes, unless the errors they use are wrong: then nothing is known about the comparison.
  private func suspects(_ cases: [(first: [Double], second: [Double])]) -> [Suspect] {
    let isEstimateRight = cases.prefix(4).flatMap { [$0.first, $0.second] }.allSatisfy { values in
      let right = ComparisonOracle.estimate(values)
      let given = try? estimateMean(of: values)
      return given.map {
        abs($0.mean - right[0, 0]) < 1e-9 && abs($0.standardError - right[0, 1]) < 1e-9
      } ?? true
    }
    guard isEstimateRight else { return [] }
    return ComparisonOracle.Judgement.allCases.map { judgement in
      Suspect(
        judgement.description, at: "compare(_:_:)",
        row(cases.map { ComparisonOracle.compare($0.first, $0.second, judgement) }))
    }
  }
}
