import Exercise13Attention
import GradingSupport
import LinearAlgebra

/// Task 6: an alignment, read and set by hand.
final class AlignmentTests: GradedTestCase {
  /// Seven output steps over six source steps: five look at one step, the third at none in particular, and the last at
  /// nothing at all.
  private func makeAlignment() -> (weights: Matrix<Double>, steps: [Int?]) {
    var generator = makeGenerator()
    let order = (0..<6).shuffled(using: &generator)
    let steps: [Int?] = [order[0], order[1], nil, order[2], order[3], order[4], nil]
    let weights = Matrix(rows: 7, columns: 6) { row, step in
      if row == 6 { return 0.0 }
      guard let looked = steps[row] else { return step == order[5] ? 0.45 : 0.11 }
      let most = 0.55 + 0.06 * Double(row)
      return step == looked ? most : (1 - most) / 5
    }
    return (weights, steps)
  }

  private func suspects(_ weights: Matrix<Double>, _ steps: [Int?]) -> [ValueSuspect<[Int?]>] {
    let place = "readAlignment(_:)"
    let largest = weights.rowArgmax()
    let columns = weights.transposed().rowArgmax()
    return [
      ValueSuspect("a step is named even if it has less than half of the weight", at: place, largest),
      ValueSuspect(
        "the rows are read as source steps", at: place,
        columns.enumerated().map { weights[$1, $0] > 0.5 ? $1 : nil }),
      ValueSuspect("the source steps are counted from 1", at: place, steps.map { $0.map { $0 + 1 } }),
      ValueSuspect("the output steps are read from the last to the first", at: place, steps.reversed()),
      ValueSuspect("output steps without a clear step are skipped", at: place, steps.filter { $0 != nil }),
      ValueSuspect(
        "the smallest weight is taken instead of the largest", at: place,
        (weights * -1).rowArgmax().enumerated().map { weights[$0, $1] > 0.5 ? $1 : nil }),
    ]
  }

  func testTask6_everyOutputStepNamesTheStepItLookedAt() throws {
    try grade {
      let (weights, steps) = makeAlignment()
      try assertEqual(
        readAlignment(weights), steps, "readAlignment(_:)", suspects: suspects(weights, steps),
        hint: "One answer for each row: the column with more than half of the weight, or nil.")
    }
  }

  func testTask6_theVectorsSetByHandReverse() throws {
    try grade {
      for stepCount in [1, 2, 6, 9, 50] {
        let (queries, keys) = try reversingVectors(stepCount: stepCount)
        let what = "reversingVectors(stepCount: \(stepCount))"
        try assertEqual(
          [queries.rows, keys.rows], [stepCount, stepCount], "the numbers of queries and keys of \(what)")
        try assertEqual(queries.columns, keys.columns, "the number of columns of the queries of \(what)")
        let weights = loopWeights(
          matmul(queries, keys, transposingSecond: true), queries.rowLengths(stepCount))
        let onTarget = (0..<stepCount).map { weights[$0, stepCount - 1 - $0] }
        try assertWithin(
          0.99...1.000001, onTarget, "the weights of the steps to look at, with \(what)",
          hint: hint(weights, onTarget))
      }
    }
  }

  private func hint(_ weights: Matrix<Double>, _ onTarget: [Double]) -> String {
    let steps = weights.rows
    if (0..<steps).allSatisfy({ weights[$0, $0] > 0.99 }) {
      return "Output step t looks at source step t: this copies the source instead of reversing it."
    }
    if weights.rowArgmax() == (0..<steps).reversed() {
      return "It looks at the right steps, but not sharply enough: make the queries or the keys larger."
    }
    return
      "One key per step, each with its own direction; a query that points the same way has a large product with it."
  }
}
