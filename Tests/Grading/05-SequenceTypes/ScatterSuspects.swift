import GradingSupport
import LinearAlgebra

/// The gradients of the lengths 3 and 5, some steps too late.
func late(_ gradient: Matrix<Double>, by delay: Int) -> [Matrix<Double>] {
  (0..<5).map { step in gradient * Matrix([3, 5].map { [step == $0 - 1 + delay ? 1.0 : 0.0] }) }
}

/// What known mistakes make of a gradient that is scattered over 5 steps, with the lengths 3 and 5.
func scatterSuspects(_ gradient: Matrix<Double>) -> [Suspect] {
  let place = "scatterToLastSteps(_:lengths:stepCount:)"
  let everywhere = (0..<5).map { step in gradient * Matrix([3, 5].map { [step < $0 ? 1.0 : 0.0] }) }
  return [
    Suspect(
      "every row's gradient is at step T, though a short sequence has already ended", at: place,
      atOwnLast(gradient, [5, 5], steps: 5)),
    Suspect(
      "all steps of a sequence get the gradient that belongs to its last one", at: place, everywhere),
    Suspect(
      "the gradients are one step before the last", at: place, atOwnLast(gradient, [2, 4], steps: 5)),
    Suspect(
      "the gradients are placed one step too late: a sequence of n steps ends at index n - 1",
      at: place,
      late(gradient, by: 1)),
    Suspect(
      "the gradients are placed two steps too late: a sequence of n steps ends at index n - 1",
      at: place,
      late(gradient, by: 2)),
    Suspect("the gradients stand at the first step", at: place, atOwnLast(gradient, [1, 1], steps: 5)),
    Suspect(
      "every step gets the whole gradient, including the padding", at: place, (0..<5).map { _ in gradient }),
    Suspect(
      "the first sequence's length is used for all", at: place,
      atOwnLast(gradient, [3, 3], steps: 5)),
    Suspect(
      "the list is in reverse order", at: place, atOwnLast(gradient, [3, 5], steps: 5).reversed()),
    Suspect(
      "the gradient is placed nowhere: all are zeros", at: place, (0..<5).map { _ in gradient * 0 }),
    Suspect(
      "each step before the last gets its share of the gradient", at: place,
      everywhere.map { $0 * Matrix([[1.0 / 3], [1.0 / 5]]) }),
  ]
}
