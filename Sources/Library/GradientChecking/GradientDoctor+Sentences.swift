import Foundation
import LinearAlgebra

extension GradientDoctor {
  func healthySummary(_ gradients: [GradientComparison]) -> String {
    let largest = gradients.flatMap { gradient in gradient.judged.map(gradient.error) }.max() ?? 0
    let count = gradients.reduce(0) { $0 + $1.judged.count }
    let kinks = gradients.reduce(0) { $0 + $1.kinkCount }
    let elements =
      kinks == 0
      ? "all \(count) elements were checked"
      : "\(count) elements were checked and \(kinks) at a kink were not"
    let what = gradients.count == 1 ? "The gradient agrees" : "All \(gradients.count) gradients agree"
    return "\(what) with finite differences; the largest relative error is \(short(largest)), "
      + "and \(elements)."
  }

  func finding(_ suspect: SuspectGradient, _ explained: [GradientComparison]) -> GradientDiagnosis.Finding {
    let same = explained.count == 1 ? "is exactly what you get" : "are exactly what you get"
    return GradientDiagnosis.Finding(
      mistake: .known(suspect.mistake), parameters: explained.map(\.name),
      sentence: "\(subject(explained)) \(same) when \(suspect.mistake).",
      evidence: "every element is that of this mistake to seven digits; \(correlations(explained))")
  }

  /// The finding of a mistake that the numbers alone show.
  ///
  /// - Parameter isEverywhere: whether the gradient of every parameter shows it, as where the loss is to blame.
  func finding(
    _ mistake: GradientMistake, _ gradients: [GradientComparison], isEverywhere: Bool
  ) -> GradientDiagnosis.Finding {
    let verb = gradients.count == 1 ? "is" : "are"
    let has = gradients.count == 1 ? "has" : "have"
    let (predicate, evidence): (String, String) =
      switch mistake {
      case .loss(let trouble):
        ("", "\(subject(gradients)) cannot be checked by it: \(trouble.remedy)")
      case .notJudged:
        (
          "\(verb) not checked: every element is at a kink of the loss. Check at another point.",
          "\(gradients.reduce(0) { $0 + $1.kinkCount }) elements at a kink"
        )
      case .shape:
        ("\(has) the wrong shape.", shapes(gradients))
      case .notFinite:
        (
          "\(has) elements that are not finite: look for a division by zero, or exp of a large number.",
          "NaN or ∞"
        )
      case .zero:
        (
          "\(verb) zero: never computed, or not added to what the backward pass returns.",
          "every element is 0, the right norm is \(short(gradients[0].numeric.norm))"
        )
      case .sign:
        (
          "\(has) the wrong sign: a minus is missing, or one too many.",
          "every element is -1 times the right one"
        )
      case .factor(let factor):
        (
          "\(verb) \(size(factor)): \(reason(factor, isEverywhere)).",
          "every element is \(short(factor)) times the right one"
        )
      case .transposed:
        (
          "\(verb) transposed: in dW = Xᵀ · dY the operands are the other way round.",
          "element [i, j] is at [j, i]"
        )
      case .known(let clause):
        ("\(verb) what you get when \(clause).", correlations(gradients))
      case .unknown:
        ("\(verb) wrong in a way that fits no known mistake.", gradients.map(details).joined(separator: "; "))
      }
    return GradientDiagnosis.Finding(
      mistake: mistake, parameters: gradients.map(\.name),
      sentence: lossSentence(mistake) ?? "\(subject(gradients)) \(predicate)", evidence: evidence)
  }

  /// The sentence about the loss, which is not one about the gradients.
  private func lossSentence(_ mistake: GradientMistake) -> String? {
    guard case .loss(let trouble) = mistake else { return nil }
    return trouble.fault.prefix(1).uppercased() + trouble.fault.dropFirst() + "."
  }

  /// "3 times too large", with the sign where that is wrong too.
  private func size(_ factor: Double) -> String {
    let size = abs(factor)
    let times = size > 1 ? "\(short(size)) times too large" : "\(short(1 / size)) times too small"
    return factor < 0 ? "\(times) and of the wrong sign" : times
  }

  /// The likely reason for a factor.
  private func reason(_ factor: Double, _ isEverywhere: Bool) -> String {
    let size = max(abs(factor), 1 / abs(factor))
    let meanings = [
      (batchSize, "the batch size", "the batch"), (stepCount, "the number of steps", "the steps"),
      (
        batchSize.flatMap { batch in stepCount.map { batch * $0 } },
        "the batch size times the number of steps", "the batch and the steps"
      ),
    ].filter { $0.0.map { $0 > 1 && abs(Double($0) - size) < 1e-4 * size } ?? false }
    guard !meanings.isEmpty else { return "a factor is missing, or there is one too many" }
    let which = "that is " + meanings.map(\.1).joined(separator: " and also ")
    let over = meanings.map(\.2).joined(separator: " or ")
    let (right, wrong) = abs(factor) > 1 ? ("mean", "sum") : ("sum", "mean")
    return isEverywhere
      ? "\(which), so the loss is a \(right) over \(over) and its gradient a \(wrong)"
      : "\(which), so a \(wrong) over \(over) may be used instead of a \(right), or a factor is wrong"
  }

  private func subject(_ gradients: [GradientComparison]) -> String {
    let names = gradients.map(\.name)
    guard let last = names.last, names.count > 1 else { return "The gradient of \(names.joined())" }
    return "The gradients of \(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  private func shapes(_ gradients: [GradientComparison]) -> String {
    gradients.map { "\($0.name) has shape \($0.numeric.shape), its gradient \($0.analytic.shape)" }
      .joined(separator: "; ")
  }

  private func correlations(_ gradients: [GradientComparison]) -> String {
    let each = gradients.map { "\($0.name) \(short($0.correlation))" }
    return "correlation with the right gradient: \(each.joined(separator: ", "))"
  }

  /// The number of wrong elements, and the value and the position of the worst.
  private func details(_ gradient: GradientComparison) -> String {
    let wrong = gradient.wrongElements(tolerance)
    let columns = gradient.numeric.columns
    let worst = wrong.max {
      abs(gradient.analytic.elements[$0] - gradient.numeric.elements[$0])
        < abs(gradient.analytic.elements[$1] - gradient.numeric.elements[$1])
    }
    guard let worst else { return gradient.name }
    let (analytic, numeric) = (gradient.analytic.elements[worst], gradient.numeric.elements[worst])
    return
      "\(gradient.name): \(wrong.count) of \(gradient.numeric.count) elements are wrong\(region(wrong, columns)), "
      + "the worst is [\(worst / columns), \(worst % columns)] with \(short(analytic)) instead of \(short(numeric)); "
      + "correlation \(short(gradient.correlation))"
  }

  /// The columns that hold all wrong elements, where that says something: one gate's columns, for example.
  private func region(_ wrong: [Int], _ columns: Int) -> String {
    let places = wrong.map { $0 % columns }
    guard let first = places.min(), let last = places.max(), last - first + 1 < columns else { return "" }
    return first == last ? ", all in column \(first)" : ", all in columns \(first) to \(last)"
  }
}
