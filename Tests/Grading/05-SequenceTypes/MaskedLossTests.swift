import Exercise05SequenceTypes
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 2: a loss that ignores the padding. T = 5, B = 2, Q = 7, lengths 3 and 5.
final class MaskedLossTests: GradedTestCase {
  private struct Case {
    let logits: [Matrix<Double>]
    let targets: [[Int]]
    let lengths: [Int]

    /// -log softmax(z)_y and its gradient at one step of one sequence, in plain numbers.
    func term(_ step: Int, _ row: Int) -> (loss: Double, gradient: [Double]) {
      let z = logits[step].row(row).elements
      let largest = z.max() ?? 0
      let powers = z.map { Foundation.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      let target = targets[step][row]
      return (
        Foundation.log(sum) + largest - z[target],
        powers.indices.map { powers[$0] / sum - ($0 == target ? 1 : 0) }
      )
    }

    func isReal(_ step: Int, _ row: Int) -> Bool { step < lengths[row] }

    /// The sum over the positions that count, and its gradients, both divided by `divisor`.
    func result(
      counting counts: (Int, Int) -> Bool, divisor: Double
    ) -> (loss: Double, gradients: [Matrix<Double>]) {
      var loss = 0.0
      var gradients = logits.map { Matrix<Double>.zeros($0.shape) }
      for step in logits.indices {
        for row in lengths.indices where counts(step, row) {
          let term = term(step, row)
          loss += term.loss / divisor
          for (column, value) in term.gradient.enumerated() {
            gradients[step][row, column] = value / divisor
          }
        }
      }
      return (loss, gradients)
    }

    /// The loss and the gradients if each real step has its own weight.
    private func meanOfMeans(
      _ mistake: String, share: (Int, Int) -> Double
    ) -> (String, Double, [Matrix<Double>]) {
      var loss = 0.0
      var gradients = logits.map { Matrix<Double>.zeros($0.shape) }
      for step in logits.indices {
        for row in lengths.indices where isReal(step, row) {
          let (term, share) = (term(step, row), share(step, row))
          loss += term.loss * share
          for (column, value) in term.gradient.enumerated() { gradients[step][row, column] = value * share }
        }
      }
      return (mistake, loss, gradients)
    }

    var realCount: Double { Double(lengths.reduce(0, +)) }
    private var longest: Double { Double(lengths.max() ?? 0) }
    var placeCount: Double { Double(logits.count * lengths.count) }
    var right: (loss: Double, gradients: [Matrix<Double>]) { result(counting: isReal, divisor: realCount) }

    /// The result of each known mistake.
    var wrong: [(mistake: String, loss: Double, gradients: [Matrix<Double>])] {
      func entry(_ mistake: String, _ divisor: Double, _ counts: (Int, Int) -> Bool) -> (
        String, Double, [Matrix<Double>]
      ) {
        let result = result(counting: counts, divisor: divisor)
        return (mistake, result.loss, result.gradients)
      }
      return [
        entry("the padding is counted like any other step", realCount) { _, _ in true },
        entry("the padding is counted like any other step, in the sum and in the mean", placeCount) { _, _ in
          true
        },
        entry("the sum is divided by T · B, though not all of these positions are real", placeCount, isReal),
        entry("the sum is not divided by the number of real steps", 1, isReal),
        entry("the sum is divided by the number of sequences", Double(lengths.count), isReal),
        entry("the sum is divided by the number of steps", Double(logits.count), isReal),
        entry("the first step of the padding counts as real", realCount) { $0 <= lengths[$1] },
        entry("the last real step does not count", realCount) { $0 + 1 < lengths[$1] },
        entry("the first step does not count", realCount) { $0 > 0 && isReal($0, $1) },
        entry("only each sequence's last step counts", realCount) { $0 + 1 == lengths[$1] },
        entry("only the first sequence counts", realCount) { isReal($0, $1) && $1 == 0 },
        entry("the first sequence's length is used for all", realCount) { step, _ in step < lengths[0] },
        entry("the first sequence's length is used for all", placeCount) { step, _ in step < lengths[0] },
        entry("the count of real steps is one too large", realCount + 1, isReal),
        entry("the count of real steps is one too small", realCount - 1, isReal),
        entry("only the longest length is counted as the number of real steps", longest, isReal),
        entry("the sum is multiplied by the number of real steps instead of divided", 1 / realCount, isReal),
        entry("the sign is turned: log-probabilities are summed", -realCount, isReal),
        entry("the logarithm is to base 2", realCount * 0.6931471805599453, isReal),
        entry("the sum is divided by the number of real steps twice", realCount * realCount, isReal),
        entry("ones and zeros of the mask are exchanged", realCount) { !isReal($0, $1) },
        meanOfMeans(
          "each sequence's mean is taken first, and then the mean of these: a short one counts too much",
          share: { _, row in 1 / Double(lengths[row] * lengths.count { $0 > 0 }) }),
        meanOfMeans(
          "each step's mean is taken first, and then the mean of these",
          share: { step, _ in
            1
              / Double(
                lengths.count { step < $0 } * logits.indices.count { step in lengths.contains { step < $0 } })
          }),
      ]
    }
  }

  private func makeCase(_ lengths: [Int] = [3, 5]) -> Case {
    var generator = makeGenerator()
    let logits = (0..<5).map { _ in
      Matrix<Double>.uniform(rows: lengths.count, columns: 7, in: -2...2, using: &generator)
    }
    let targets = (0..<5).map { _ in lengths.map { _ in Int.random(in: 0..<7, using: &generator) } }
    return Case(logits: logits, targets: targets, lengths: lengths)
  }

  private let place = "maskedCrossEntropy(logits:targets:lengths:)"

  private func judge(_ example: Case, _ what: String) throws {
    let answer = try maskedCrossEntropy(
      logits: example.logits, targets: example.targets, lengths: example.lengths)
    try assertClose(
      [Matrix([[answer.loss]])], [Matrix([[example.right.loss]])], "the loss of \(what)",
      suspects: example.wrong.map { Suspect($0.mistake, at: place, [Matrix([[$0.loss]])]) }, hint: hint)
  }

  private let hint =
    "Sum over the steps with step < lengths[row], and divide loss and gradients by the number of all these steps."

  func testTask2_theLossIsTheMeanOverTheRealSteps() throws {
    try grade { try judge(makeCase(), "sequences of 3 and 5 steps") }
  }

  func testTask2_withoutPaddingItIsThePlainMean() throws {
    try grade { try judge(makeCase([5, 5, 5]), "sequences that all have 5 steps") }
  }

  func testTask2_paddingHasNoGradient() throws {
    try grade {
      let example = makeCase()
      try assertClose(
        maskedCrossEntropy(logits: example.logits, targets: example.targets, lengths: example.lengths)
          .gradients, example.right.gradients, "the gradients by the logits of sequences of 3 and 5 steps",
        suspects: example.wrong.map { Suspect($0.mistake, at: place, $0.gradients) }, hint: hint)
    }
  }

  func testTask2_theBatchMayGoOnAfterItsLastSequence() throws {
    try grade {
      let example = makeCase([4, 0, 2, 3])
      try judge(example, "5 steps with sequences of 4, 0, 2 and 3")
      try assertClose(
        maskedCrossEntropy(logits: example.logits, targets: example.targets, lengths: example.lengths)
          .gradients, example.right.gradients, "the gradients of 5 steps with sequences of 4, 0, 2 and 3",
        suspects: example.wrong.map { Suspect($0.mistake, at: place, $0.gradients) },
        hint: "There is a gradient for each of the T logits; if no sequence is real at a step, it is zero.")
    }
  }

  func testTask2_anUnlikelyTokenCostsMuchAndNotInfinitelyMuch() throws {
    try grade {
      let logits: [Matrix<Double>] = [[[0, 900, -100], [1, 2, 3]], [[-500, 0, 500], [3, 1, 2]]]
      let example = Case(logits: logits, targets: [[0, 1], [0, 2]], lengths: [2, 1])
      let single = Case(logits: [[[0.5, -1]]], targets: [[1]], lengths: [1])
      try judge(single, "one sequence of one step")
      let answer = try maskedCrossEntropy(
        logits: logits, targets: example.targets, lengths: example.lengths)
      try assertClose(
        answer.loss, example.right.loss, "the loss if the right class has 900 less than the most likely",
        hint:
          "exp(-900) is 0, and no logarithm brings it back: crossEntropy(logits:targets:) takes log Σ exp z - z_y."
      )
    }
  }

  func testTask2_valuesInThePaddingDoNotMatter() throws {
    try grade {
      let example = makeCase()
      var logits = example.logits
      var targets = example.targets
      for step in 3..<5 {
        for column in 0..<7 { logits[step][0, column] = 20 - Double(column) }
        targets[step][0] = 6 - targets[step][0]
      }
      let other = Case(logits: logits, targets: targets, lengths: example.lengths)
      let answer = try maskedCrossEntropy(logits: logits, targets: targets, lengths: example.lengths)
      try assertClose(
        [Matrix([[answer.loss]])], [Matrix([[example.right.loss]])], "the loss with other padding",
        suspects: other.wrong.map { Suspect($0.mistake, at: place, [Matrix([[$0.loss]])]) })
      try assertClose(
        answer.gradients, example.right.gradients, "the gradients with other padding",
        suspects: other.wrong.map { Suspect($0.mistake, at: place, $0.gradients) })
    }
  }
}
