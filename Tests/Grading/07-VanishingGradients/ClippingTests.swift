import CourseSupport
import Exercise07VanishingGradients
import Foundation
import GradingSupport
import LinearAlgebra

/// Tasks 1 and 2: clipping by value and by the global norm. Gradients of [2, 3], [4, 1] and [1, 5].
final class ClippingTests: GradedTestCase {
  private func makeGradients() -> [Matrix<Double>] {
    var generator = makeGenerator()
    return [(2, 3), (4, 1), (1, 5)].map { rows, columns in
      .uniform(rows: rows, columns: columns, in: -4...4, using: &generator)
    }
  }

  private func each(_ gradients: [Matrix<Double>], _ change: (Double) -> Double) -> [Matrix<Double>] {
    gradients.map { $0.map(change) }
  }

  private func norm(_ gradients: [Matrix<Double>]) -> Double {
    gradients.flatMap(\.elements).reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private func factor(_ gradients: [Matrix<Double>], _ factor: Double) -> [Matrix<Double>] {
    each(gradients) { $0 * factor }
  }

  func testTask1_everyNumberIsMovedIntoTheInterval() throws {
    try grade {
      let gradients = makeGradients()
      let place = "clipped(_:toValue:)"
      let largest = gradients.flatMap(\.elements).map { abs($0) }.max() ?? 1
      try assertClose(
        clipped(gradients, toValue: 1.5), each(gradients) { Swift.max(-1.5, Swift.min(1.5, $0)) }, place,
        suspects: [
          Suspect(
            "only what is above the limit is clipped", at: place, each(gradients) { Swift.min(1.5, $0) }),
          Suspect(
            "only what is below minus the limit is clipped", at: place,
            each(gradients) { Swift.max(-1.5, $0) }),
          Suspect(
            "every number becomes the limit or minus the limit", at: place,
            each(gradients) { $0 > 0 ? 1.5 : -1.5 }),
          Suspect(
            "what is below the limit becomes minus the limit", at: place,
            each(gradients) { $0 > 1.5 ? 1.5 : -1.5 }),
          Suspect(
            "what is above minus the limit becomes the limit", at: place,
            each(gradients) { $0 < -1.5 ? -1.5 : 1.5 }),
          Suspect(
            "the two limits are swapped", at: place,
            each(gradients) { $0 > 1.5 ? -1.5 : $0 < -1.5 ? 1.5 : $0 }),
          Suspect(
            "the sizes are clipped, and the signs are lost", at: place,
            each(gradients) { Swift.min(1.5, abs($0)) }),
          Suspect("all are multiplied by the limit", at: place, factor(gradients, 1.5)),
          Suspect("nothing is clipped", at: place, gradients),
          Suspect("what is too large becomes zero", at: place, each(gradients) { abs($0) > 1.5 ? 0 : $0 }),
          Suspect(
            "what is too small in the negative gets the limit without its minus sign", at: place,
            each(gradients) { abs($0) > 1.5 ? 1.5 : $0 }),
          Suspect(
            "all are scaled to make the largest the limit", at: place,
            factor(gradients, 1.5 / largest)),
          Suspect(
            "they are clipped by their norm", at: place,
            factor(gradients, Swift.min(1, 1.5 / norm(gradients)))),
        ], hint: "Above 1.5 it becomes 1.5, below -1.5 it becomes -1.5, everything else stays.")
    }
  }

  func testTask1_nanStaysNaN() throws {
    try grade {
      let result = try clipped([[[.nan, 3, -.infinity, .infinity, -0.5, 2, -2]]], toValue: 2)
      try assertEqual(result.map(\.shape), [MatrixShape(1, 7)], "the shapes of clipped(_:toValue:)")
      try assertEqual(
        result[0][0, 0].isNaN, true, "whether NaN is still NaN", hint: "max and min can hide it.")
      try assertEqual(
        Array(result[0].elements.dropFirst()), [2, -2, 2, -0.5, 2, -2],
        "3, minus infinity, infinity, -0.5, 2 and -2, clipped to 2")
      try assertEqual(try clipped([], toValue: 2).count, 0, "the number of gradients for no gradients")
    }
  }

  func testTask2_theGlobalNormIsThatOfAllGradientsTogether() throws {
    try grade {
      let gradients = makeGradients()
      func one(_ value: Double) -> Matrix<Double> { Matrix(rows: 1, columns: 1, repeating: value) }
      let place = "globalNorm(_:)"
      try assertClose(
        one(globalNorm(gradients)), one(norm(gradients)), "globalNorm(_:)",
        suspects: [
          Suspect(
            "the norms of the matrices are added", at: place, one(gradients.reduce(0) { $0 + norm([$1]) })),
          Suspect("the root is missing", at: place, one(norm(gradients) * norm(gradients))),
          Suspect("it is the norm of only the first matrix", at: place, one(norm([gradients[0]]))),
          Suspect("it is the norm of only the last matrix", at: place, one(norm([gradients[2]]))),
          Suspect(
            "it is the largest norm of a single matrix instead of the norm of all", at: place,
            one(gradients.map { norm([$0]) }.max() ?? 0)),
          Suspect(
            "the mean of the squares is taken instead of their sum", at: place,
            one(norm(gradients) / 15.0.squareRoot())),
          Suspect(
            "it is the size of the largest number", at: place,
            one(gradients.flatMap(\.elements).map { abs($0) }.max() ?? 0)),
          Suspect(
            "the numbers are added instead of their squares", at: place,
            one(gradients.flatMap(\.elements).reduce(0, +))),
          Suspect(
            "the sum of the squares starts at 1 instead of 0", at: place,
            one((norm(gradients) * norm(gradients) + 1).squareRoot())),
          Suspect("the root is taken twice", at: place, one(norm(gradients).squareRoot())),
          Suspect(
            "the sizes are added instead of the squares", at: place,
            one(gradients.flatMap(\.elements).reduce(0) { $0 + abs($1) })),
        ], hint: "One sum of squares over all gradients, one root.")
      try assertClose(globalNorm([]), 0, "globalNorm(_:) of no gradients")
      try assertClose(globalNorm([[[-3]], [[0, 4]]]), 5, "globalNorm(_:) of [[-3]] and [[0, 4]]")
    }
  }

  /// Whether the student's own norm is right: otherwise a result clipped by it shows nothing about the clipping.
  private func isNormRight(_ gradients: [Matrix<Double>]) throws -> Bool {
    do {
      return abs(try globalNorm(gradients) - norm(gradients)) < 1e-9
    } catch is NotImplemented {
      return true
    }
  }

  func testTask2_largeGradientsAreScaledToTheLimit() throws {
    try grade {
      let gradients = makeGradients()
      let place = "clipped(_:toNorm:)"
      let total = norm(gradients)
      let isNormRight = try isNormRight(gradients)
      let suspects = [
        Suspect(
          "every matrix is clipped by its own norm", at: place,
          gradients.map { $0 * Swift.min(1, 2.5 / norm([$0])) }),
        Suspect(
          "every matrix is scaled by its own norm", at: place, gradients.map { $0 * (2.5 / norm([$0])) }),
        Suspect("they are scaled to a norm of 1", at: place, factor(gradients, 1 / total)),
        Suspect(
          "they are clipped by value", at: place, each(gradients) { Swift.max(-2.5, Swift.min(2.5, $0)) }),
        Suspect(
          "the limit is divided by the square of the norm", at: place,
          factor(gradients, 2.5 / (total * total))),
        Suspect(
          "the norms of the matrices are added", at: place,
          factor(gradients, 2.5 / gradients.reduce(0) { $0 + norm([$1]) })),
        Suspect("nothing is clipped", at: place, gradients),
        Suspect(
          "they are multiplied by the limit and not divided by the norm", at: place,
          factor(gradients, 2.5)),
        Suspect("the fraction limit / norm is upside down", at: place, factor(gradients, total / 2.5)),
        Suspect("they are multiplied by the norm", at: place, factor(gradients, 2.5 * total)),
        Suspect(
          "only the first matrix is scaled", at: place,
          factor([gradients[0]], 2.5 / total) + gradients.dropFirst()),
      ]
      try assertClose(
        clipped(gradients, toNorm: 2.5), factor(gradients, 2.5 / total), place,
        suspects: isNormRight ? suspects : [],
        hint: isNormRight
          ? "One factor for all: the limit divided by the global norm."
          : "It needs a correct globalNorm(_:), which is not correct yet.")
    }
  }

  func testTask2_smallGradientsStayUnchanged() throws {
    try grade {
      let gradients = makeGradients()
      let place = "clipped(_:toNorm:)"
      let limit = norm(gradients) * 1.25
      let isNormRight = try isNormRight(gradients)
      try assertClose(
        clipped(gradients, toNorm: limit), gradients, "gradients within the limit, after clipped(_:toNorm:)",
        suspects: [
          Suspect(
            "gradients within the limit are scaled up to it", at: "the condition in \(place)",
            factor(gradients, 1.25))
        ].filter { _ in isNormRight }, hint: "Clip only if the norm is above the limit.")
      try assertClose(
        clipped([[[0, 0]], [[0]]], toNorm: 1), [[[0, 0]], [[0]]], "gradients of zero",
        hint: "Never divide by a norm of 0.")
      try assertClose(
        clipped([[[-3]]], toNorm: 3), [[[-3]]], "one gradient of one number, -3, clipped to a norm of 3")
      try assertClose(
        clipped([[[-3]]], toNorm: 2), [[[-2]]], "one gradient of one number, -3, clipped to a norm of 2")
    }
  }

  func testTask2_theDirectionStays() throws {
    try grade {
      let gradients = makeGradients()
      let result = try clipped(gradients, toNorm: 0.75)
      try assertClose(norm(result), 0.75, "the global norm after clipping to 0.75")
      let dot = zip(gradients, result).reduce(0) { total, pair in
        total + zip(pair.0.elements, pair.1.elements).reduce(0) { $0 + $1.0 * $1.1 }
      }
      try assertClose(
        dot / (norm(gradients) * 0.75), 1, "the cosine between the gradients before and after",
        hint: "One factor for all matrices keeps the direction.")
    }
  }

  func testTask2_aNormThatIsNotFiniteChangesNothing() throws {
    try grade {
      let result = try clipped([[[3, 4]], [[.infinity]]], toNorm: 1)
      try assertEqual(
        result.map(\.elements), [[3, 4], [.infinity]], "gradients, one of them infinite, clipped to 1",
        hint: "3 / infinity is 0 and infinity / infinity is NaN: no factor helps, so leave them.")
      let other = try clipped([[[3, 4]], [[.nan]]], toNorm: 1)
      try assertEqual(other.map(\.shape), [MatrixShape(1, 2), MatrixShape(1, 1)], "the shapes")
      try assertEqual(
        other[0].elements, [3, 4], "the first of two gradients, the other NaN, clipped to 1",
        hint:
          "A comparison with NaN is false: ask whether the norm is finite, or whether it is above the limit.")
    }
  }
}
