import Foundation
import GradingSupport
import LinearAlgebra

/// The results of known mistakes in the losses and their gradients.
extension LossOracle {
  private static func suspects(_ place: String, _ list: [(String, Double)]) -> [Suspect] {
    list.map { Suspect($0.0, at: place, number: $0.1) }
  }

  /// Wrong sums of `-log softmax(z)_y`.
  static func lossSuspects(_ logits: Matrix<Double>, _ targets: [Int]) -> [Suspect] {
    let right = crossEntropy(logits, targets)
    let shares = probabilities(logits)
    let maxima = logits.rowMaxima()
    func total(_ term: (_ row: Int, _ target: Int) -> Double) -> Double {
      targets.enumerated().reduce(0) { $0 + term($1.offset, $1.element) }
    }
    return suspects(
      "crossEntropy(logits:targets:)",
      [
        ("it is the mean over the batch instead of the sum", right / Double(logits.rows)),
        ("the logarithm is to base 2", right * 1.4426950408889634),
        ("the logarithm is to base 10", right * 0.4342944819032518),
        ("the minus sign is missing", -right),
        ("the logarithm is missing: the probabilities are summed", total { shares[$0, $1] }),
        ("the logarithm is missing: 1 minus each probability is summed", total { 1 - shares[$0, $1] }),
        (
          "log Σ exp(z) is missing: only the logits of the true classes are summed", -total { logits[$0, $1] }
        ),
        (
          "log Σ exp(z - max) is missing: it is only the distance from the largest logit",
          total { maxima[$0, 0] - logits[$0, $1] }
        ),
        (
          "the largest logit is subtracted in only one of the two places",
          right - total { row, _ in maxima[row, 0] }
        ),
        (
          "every class counts, and not only the true one",
          -shares.map { Foundation.log($0) }.sum()
        ),
        (
          "the first row's target is used for every row",
          total { row, _ in -Foundation.log(shares[row, targets[0]]) }
        ),
        ("only the first row counts", crossEntropy(logits.row(0), [targets[0]])),
        (
          "only the last row counts",
          crossEntropy(logits.row(logits.rows - 1), [targets[targets.count - 1]])
        ),
      ])
  }

  /// Wrong gradients of the cross-entropy.
  static func gradientSuspects(_ logits: Matrix<Double>, _ targets: [Int]) -> [Suspect] {
    let (predicted, truth) = (probabilities(logits), oneHot(targets, logits.columns))
    let byColumn = probabilities(logits.transposed()).transposed()
    let list: [(String, Matrix<Double>)] = [
      ("the 1 of the true class is not subtracted: Ŷ is used instead of Ŷ - Y", predicted),
      ("the sign is wrong: Y - Ŷ is used instead of Ŷ - Y", truth - predicted),
      ("the 1 of the true class is added instead of subtracted", predicted + truth),
      ("1 is subtracted at every class, and not only at the true one", predicted - 1),
      ("the softmax is missing: Z - Y is used instead of Ŷ - Y", logits - truth),
      ("a sigmoid is used instead of the softmax", logits.map { sigmoid($0) } - truth),
      ("the softmax is taken over the columns instead of the rows", byColumn - truth),
      (
        "it is the gradient of a mean over the batch, and the loss is a sum",
        (predicted - truth) / Double(logits.rows)
      ),
      (
        "only the true class gets a gradient",
        BPTTOracle.make(logits.rows, logits.columns) {
          truth[$0, $1] * (predicted[$0, $1] - 1)
        }
      ),
    ]
    return list.map { Suspect($0.0, at: "crossEntropyGradient(logits:targets:)", $0.1) }
  }

  /// Wrong sums of the yes-or-no cross-entropy: a whole term is wrong, or one of max(z, 0) - z y + log(1 + e^{-|z|}).
  static func binarySuspects(_ logits: Matrix<Double>, _ targets: Matrix<Double>) -> [Suspect] {
    func total(_ term: (Double, Double) -> Double) -> Double {
      zip(logits.elements, targets.elements).reduce(0) { $0 + term($1.0, $1.1) }
    }
    let right = binary(logits, targets)
    let parts: [(name: String, value: Double, sign: Double)] = [
      ("max(z, 0)", total { z, _ in max(z, 0) }, 1),
      ("z · y", total { $0 * $1 }, -1),
      ("log(1 + e^{-|z|})", total { z, _ in Foundation.log1p(Foundation.exp(-abs(z))) }, 1),
    ]
    // In steps: one long list takes Swift 6.0 minutes.
    let withoutLogarithm = parts[0].value - parts[1].value
    let absolute: Double = withoutLogarithm + total { z, _ in softplus(abs(z)) }
    let positive: Double = withoutLogarithm + total { z, _ in softplus(z) }
    let negative: Double = withoutLogarithm + total { z, _ in softplus(-z) }
    let noMaximum: Double = right - parts[0].value + total { z, _ in abs(z) }
    var list: [(String, Double)] = [
      ("the term (1 - y) log(1 - σ(z)) is missing", total { $1 * softplus(-$0) }),
      ("the term y log σ(z) is missing", total { (1 - $1) * softplus($0) }),
      ("yes and no are exchanged", binary(logits, targets.map { 1 - $0 })),
      ("the minus sign is missing", -right),
      ("it is the mean over all elements instead of the sum", right / Double(logits.count)),
      ("it is the mean over the batch instead of the sum", right / Double(logits.rows)),
      ("the logarithm is to base 2", right * 1.4426950408889634),
      ("the logarithm is missing: the distances |σ(z) - y| are summed", total { abs(sigmoid($0) - $1) }),
      ("the target plays no part: every element counts as a no", total { z, _ in softplus(z) }),
      ("the target plays no part: every element counts as a yes", total { z, _ in softplus(-z) }),
      ("exp(|z|) is written instead of exp(-|z|)", absolute),
      ("exp(z) is written instead of exp(-|z|)", positive),
      ("exp(-z) is written instead of exp(-|z|)", negative),
      ("|z| is written instead of max(z, 0)", noMaximum),
    ]
    for part in parts {
      list.append(("the part \(part.name) is missing", right - part.sign * part.value))
      list.append(("the part \(part.name) has the wrong sign", right - 2 * part.sign * part.value))
    }
    return suspects("binaryCrossEntropy(logits:targets:)", list)
  }

  /// Wrong gradients of the yes-or-no cross-entropy.
  static func binaryGradientSuspects(_ logits: Matrix<Double>, _ targets: Matrix<Double>) -> [Suspect] {
    let right = binaryGradient(logits, targets)
    let shares = logits.map { sigmoid($0) }
    let list: [(String, Matrix<Double>)] = [
      ("the sigmoid is missing: z - y is used instead of σ(z) - y", logits - targets),
      ("y is not subtracted", shares),
      ("y is added instead of subtracted", shares + targets),
      ("the sign is wrong: y - σ(z) is written instead of σ(z) - y", -right),
      ("tanh is used instead of the sigmoid", tanh(logits) - targets),
      ("a softmax over each row is used instead of the sigmoid", probabilities(logits) - targets),
      ("σ(-z) is used instead of σ(z)", logits.map { sigmoid(-$0) } - targets),
      ("the derivative of the sigmoid is multiplied in once more", right * shares * (1 - shares)),
      ("it is the gradient of a mean over all elements, and the loss is a sum", right / Double(right.count)),
      ("it is the gradient of a mean over the batch, and the loss is a sum", right / Double(right.rows)),
      ("targets between 0 and 1 are rounded", binaryGradient(logits, targets.map { $0.rounded() })),
    ]
    return list.map { Suspect($0.0, at: "binaryCrossEntropyGradient(logits:targets:)", $0.1) }
  }

  /// Wrong losses of a sequence.
  static func sequenceLossSuspects(_ logits: [Matrix<Double>], _ targets: [[Int]]) -> [Suspect] {
    let steps = zip(logits, targets).map { crossEntropy($0, $1) }
    let right = steps.reduce(0, +)
    return suspects(
      "sequenceLoss(logits:targets:)",
      [
        ("it is the mean over the steps instead of the sum", right / Double(steps.count)),
        (
          "it is the mean over steps and batch instead of the sum",
          right / Double(steps.count * logits[0].rows)
        ),
        (
          "only the last step counts: each loss replaces the previous one instead of being added",
          steps[steps.count - 1]
        ),
        ("only the first step counts", steps[0]),
        ("the first step is skipped", right - steps[0]),
        ("the last step is skipped", right - steps[steps.count - 1]),
        ("the losses are subtracted instead of added", -right),
        (
          "every step is compared with the first step's targets",
          logits.reduce(0) { $0 + crossEntropy($1, targets[0]) }
        ),
      ])
  }

  /// Wrong gradients of a sequence.
  static func sequenceGradientSuspects(_ logits: [Matrix<Double>], _ targets: [[Int]]) -> [Suspect] {
    let right = zip(logits, targets).map { gradient($0, $1) }
    let (count, rows) = (Double(right.count), Double(logits[0].rows))
    let sums = right.indices.map { index in right[...index].dropFirst().reduce(right[0], +) }
    let list: [(String, [Matrix<Double>])] = [
      ("they are in reverse order, the last step first", right.reversed()),
      ("they are those of the mean over the steps, and the loss is a sum", right.map { $0 / count }),
      ("they are those of the mean over steps and batch", right.map { $0 / (count * rows) }),
      ("each step's gradient contains those of the steps before it", sums),
      ("the first step's gradient is repeated", right.map { _ in right[0] }),
      ("every step is compared with the first step's targets", logits.map { gradient($0, targets[0]) }),
      ("the last step is skipped", right.dropLast()),
      ("the first step is skipped", Array(right.dropFirst())),
    ]
    return list.map { Suspect($0.0, at: "sequenceLoss(logits:targets:)", $0.1) }
  }
}
