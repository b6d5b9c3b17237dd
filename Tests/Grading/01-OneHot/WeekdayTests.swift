import Exercise01OneHot
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 6: seven days on a circle, graded by the distances between them.
final class WeekdayTests: GradedTestCase {
  /// Ways to place seven days that do not do, with the reason.
  private var suspects: [Suspect] {
    let place = "weekdays()"
    func onArc(_ share: Double) -> Matrix<Double> {
      Matrix((0..<7).map { [cos(2 * .pi * share * Double($0)), sin(2 * .pi * share * Double($0))] })
    }
    return [
      Suspect(
        "the days lie on a line, so that Sunday is far from Monday", at: place,
        Matrix((0..<7).map { [Double($0), 0] })),
      Suspect(
        "the days lie on a line, so that Sunday is far from Monday", at: place,
        Matrix((0..<7).map { [Double($0), Double($0)] })),
      Suspect(
        "seven days go half around the circle, so that Sunday is far from Monday", at: place, onArc(1.0 / 14)),
      Suspect(
        "a full turn takes six steps, so that Sunday and Monday are the same", at: place, onArc(1.0 / 6)),
      Suspect(
        "a full turn takes eight steps, so that there is a gap before Monday", at: place, onArc(1.0 / 8)),
    ]
  }

  /// The distances of all days that lie `step` days apart, around the end of the week too.
  private func distances(_ days: Matrix<Double>, apart step: Int) -> [Double] {
    (0..<7).map { (days.row($0) - days.row(($0 + step) % 7)).norm }
  }

  private func checked(_ days: Matrix<Double>) throws -> Matrix<Double> {
    try assertEqual(days.shape, MatrixShape(7, 2), "the shape of weekdays()")
    try assertWithin(-1e9...1e9, days.elements, "the numbers of weekdays()")
    return days
  }

  func testTask6_everyDayIsAsFarFromTheNextAsEveryOther() throws {
    try grade {
      let days = try checked(weekdays())
      let steps = distances(days, apart: 1)
      try assertClose(
        FoodExample.column(steps), FoodExample.column(Array(repeating: steps[0], count: 7)),
        "the distances from one day to the next, the last from Sunday to Monday",
        suspects: suspects.map { suspect in
          let placed = distances(suspect.numbers[0], apart: 1)
          return Suspect(suspect.mistake, at: suspect.place, FoodExample.column(placed))
        }, hint: "Seven points that are equally far from the next, in a closed round: where do they lie?")
      try assertWithin(
        1e-6...1e9, steps, "the distances from one day to the next", hint: "No two days may be the same.")
    }
  }

  func testTask6_moreDaysApartIsFartherApart() throws {
    try grade {
      let days = try checked(weekdays())
      for step in [1, 2] {
        let nearer = distances(days, apart: step)
        let farther = distances(days, apart: step + 1)
        let gap = (farther.min() ?? 0) / (nearer.max() ?? 1)
        try assertWithin(
          1.001...1e9, [gap],
          "the shortest distance over \(step + 1) days as a part of the longest over \(step)",
          hint: "Days that are fewer days apart have to be nearer, all round the week.")
      }
    }
  }
}
