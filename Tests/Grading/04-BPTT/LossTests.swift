import Exercise04BPTT
import GradingSupport
import LinearAlgebra

/// Task 1: the losses and their gradients. B = 3, V = 7.
final class LossTests: GradedTestCase {
  private func makeExample() -> (logits: Matrix<Double>, targets: [Int]) {
    var generator = makeGenerator()
    let logits = Matrix<Double>.uniform(rows: 3, columns: 7, in: -4...4, using: &generator)
    return (logits, (0..<3).map { _ in Int.random(in: 0..<7, using: &generator) })
  }

  private func makeYesOrNo() -> (logits: Matrix<Double>, targets: Matrix<Double>) {
    var generator = makeGenerator()
    let logits = Matrix<Double>.uniform(rows: 3, columns: 2, in: -4...4, using: &generator)
    return (logits, [[1, 0], [0, 1], [1, 1]])
  }

  /// Targets that are neither yes nor no.
  private let soft: Matrix<Double> = [[0.9, 0.5], [0.25, 0], [0.6, 1]]

  func testTask1_crossEntropyIsTheSumOverTheBatchInNats() throws {
    try grade {
      let (logits, targets) = makeExample()
      let loss = try crossEntropy(logits: logits, targets: targets)
      let right = LossOracle.crossEntropy(logits, targets)
      try assertClose(
        Matrix(rows: 1, columns: 1, repeating: loss), Matrix(rows: 1, columns: 1, repeating: right),
        "crossEntropy(logits:targets:)",
        suspects: LossOracle.lossSuspects(logits, targets),
        hint: "Of each row only the log probability of its true class counts, with a minus sign.")
    }
  }

  func testTask1_crossEntropyOfASureMistakeIsFinite() throws {
    try grade {
      try assertClose(
        crossEntropy(logits: [[1000, 0], [0, -2000]], targets: [1, 1]), 3000,
        "crossEntropy of the rows [1000, 0] and [0, -2000], where class 1 is true",
        hint: "softmax(z)_y rounds to 0 there: take log softmax(z) = z - max - log Σ exp(z - max).")
      try assertClose(
        crossEntropy(logits: [[7]], targets: [0]), 0,
        "crossEntropy of one row with one class, which is certain")
    }
  }

  func testTask1_theGradientIsPredictionMinusTruth() throws {
    try grade {
      let (logits, targets) = makeExample()
      try assertClose(
        crossEntropyGradient(logits: logits, targets: targets), LossOracle.gradient(logits, targets),
        "crossEntropyGradient(logits:targets:)",
        suspects: LossOracle.gradientSuspects(logits, targets),
        hint: "It is softmax(z), minus 1 at the true class of each row.")
    }
  }

  func testTask1_theGradientAgreesWithFiniteDifferences() throws {
    try grade {
      let (logits, targets) = makeExample()
      try assertGradient(
        crossEntropyGradient(logits: logits, targets: targets),
        of: { LossOracle.crossEntropy($0, targets) }, at: logits, "the gradient of the cross-entropy")
      let (yesOrNo, answers) = makeYesOrNo()
      try assertGradient(
        binaryCrossEntropyGradient(logits: yesOrNo, targets: answers),
        of: { LossOracle.binary($0, answers) }, at: yesOrNo, "the gradient of the yes-or-no cross-entropy")
    }
  }

  func testTask1_theYesOrNoCrossEntropyCountsBothAnswers() throws {
    try grade {
      let (logits, targets) = makeYesOrNo()
      let loss = try binaryCrossEntropy(logits: logits, targets: targets)
      try assertClose(
        Matrix(rows: 1, columns: 1, repeating: loss),
        Matrix(rows: 1, columns: 1, repeating: LossOracle.binary(logits, targets)),
        "binaryCrossEntropy(logits:targets:)",
        suspects: LossOracle.binarySuspects(logits, targets),
        hint: "A target of 1 adds -log σ(z), a target of 0 adds -log(1 - σ(z)).")
      try assertClose(
        binaryCrossEntropy(logits: logits, targets: soft), LossOracle.binary(logits, soft),
        "binaryCrossEntropy(logits:targets:) with targets between 0 and 1",
        suspects: [
          Suspect(
            "targets between 0 and 1 are rounded", at: "binaryCrossEntropy(logits:targets:)",
            number: LossOracle.binary(logits, soft.map { $0.rounded() })),
          Suspect(
            "only a target of exactly 1 counts as yes", at: "binaryCrossEntropy(logits:targets:)",
            number: LossOracle.binary(logits, soft.map { $0 == 1 ? 1 : 0 })),
        ] + LossOracle.binarySuspects(logits, soft),
        hint: "A target y between 0 and 1 weighs both terms: y and 1 - y.")
      try assertClose(
        binaryCrossEntropy(logits: [[1000, -1000]], targets: [[0, 1]]), 2000,
        "binaryCrossEntropy of the logits 1000 and -1000, both sure and both wrong",
        hint: "σ(1000) rounds to 1, and 1 - 1 has no logarithm: use log(1 + e^{-|z|}).")
    }
  }

  func testTask1_theYesOrNoGradientIsPredictionMinusTruth() throws {
    try grade {
      let (logits, targets) = makeYesOrNo()
      try assertClose(
        binaryCrossEntropyGradient(logits: logits, targets: targets),
        LossOracle.binaryGradient(logits, targets), "binaryCrossEntropyGradient(logits:targets:)",
        suspects: LossOracle.binaryGradientSuspects(logits, targets), hint: "It is σ(z) - y.")
      try assertClose(
        binaryCrossEntropyGradient(logits: logits, targets: soft), LossOracle.binaryGradient(logits, soft),
        "binaryCrossEntropyGradient(logits:targets:) with targets between 0 and 1",
        suspects: LossOracle.binaryGradientSuspects(logits, soft), hint: "It is σ(z) - y for every y.")
    }
  }

  func testTask1_theLossOfASequenceIsSummedOverTime() throws {
    try grade {
      let (logits, targets) = makeExample()
      let steps = [logits, logits * -0.5, logits * 0.25, logits + 1]
      let answers = [targets, targets.reversed(), [0, 3, 6], [6, 6, 0]]
      let (loss, gradients) = try sequenceLoss(logits: steps, targets: answers)
      let right = zip(steps, answers).reduce(0) { $0 + LossOracle.crossEntropy($1.0, $1.1) }
      try assertClose(
        Matrix(rows: 1, columns: 1, repeating: loss), Matrix(rows: 1, columns: 1, repeating: right),
        "the loss of sequenceLoss(logits:targets:)",
        suspects: LossOracle.sequenceLossSuspects(steps, answers),
        hint: "It is the sum of the cross-entropies of all steps.")
      try assertEqual(
        gradients.count, 4, "the number of gradients of sequenceLoss(logits:targets:) for 4 steps",
        suspects: [
          ValueSuspect("no step's gradient is appended to the list", at: "sequenceLoss(logits:targets:)", 0),
          ValueSuspect(
            "the gradients of all steps are put into one matrix", at: "sequenceLoss(logits:targets:)", 1),
          ValueSuspect("one step is skipped", at: "sequenceLoss(logits:targets:)", 3),
        ], hint: "There is one gradient for each step.")
      try assertClose(
        gradients, zip(steps, answers).map { LossOracle.gradient($0, $1) },
        "the gradients of sequenceLoss(logits:targets:)",
        suspects: LossOracle.sequenceGradientSuspects(steps, answers),
        hint: "Each step's gradient is the result of crossEntropyGradient for its own logits and targets.")
      let one = try sequenceLoss(logits: [logits], targets: [targets])
      try assertClose(
        one.loss, LossOracle.crossEntropy(logits, targets), "the loss of a sequence of one step")
      try assertEqual(one.gradients.count, 1, "the number of gradients of a sequence of one step")
    }
  }
}
