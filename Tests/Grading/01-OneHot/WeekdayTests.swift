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
      let rows = (0..<7).map { day -> [Double] in
        let angle = 2 * Double.pi * share * Double(day)
        return [cos(angle), sin(angle)]
      }
      return Matrix(rows)
    }
    return [
      Suspect(
        "the days are on a line, so that Sunday is far from Monday", at: place,
        Matrix((0..<7).map { [Double($0), 0] })),
      Suspect(
        "the days are on a line, so that Sunday is far from Monday", at: place,
        Matrix((0..<7).map { [Double($0), Double($0)] })),
      Suspect(
        "seven days go half around the circle, so that Sunday is far from Monday", at: place, onArc(1.0 / 14)),
      Suspect(
        "a full turn takes six steps, so that Sunday and Monday are the same", at: place, onArc(1.0 / 6)),
      Suspect(
        "a full turn takes eight steps, so that there is a gap before Monday", at: place, onArc(1.0 / 8)),
    ]
  }

  /// Seven points on a circle whose steps are as long as the first one, if seven of them are not one full turn.
  private func partOfATurn(_ days: Matrix<Double>) -> [Suspect] {
    let radii = (0..<7).map { days.row($0).norm }
    let half = (days.row(1) - days.row(0)).norm / 2 / max(radii[0], 1e-9)
    guard half < 1 else { return [] }
    let share = asin(half) / .pi
    return [share, 1 - share].map { share in
      Suspect(
        "the days are on a circle, but seven steps are not one full turn", at: "the angle in weekdays()",
        Matrix(
          (0..<7).map { day -> [Double] in
            let angle = 2 * Double.pi * share * Double(day)
            return [radii[0] * cos(angle), radii[0] * sin(angle)]
          }))
    }
  }

  /// The number of distinct points.
  private func placeCount(_ days: Matrix<Double>) -> Int {
    (0..<7).count { day in (0..<day).allSatisfy { (days.row($0) - days.row(day)).norm > 1e-6 } }
  }

  /// The distances between all days `step` days apart, also around the end of the week.
  private func distances(_ days: Matrix<Double>, apart step: Int) -> [Double] {
    (0..<7).map { (days.row($0) - days.row(($0 + step) % 7)).norm }
  }

  private func checked(_ days: Matrix<Double>) throws -> Matrix<Double> {
    let place = "weekdays()"
    try assertEqual(
      days.shape, MatrixShape(7, 2), "the shape of weekdays()",
      suspects: [
        ValueSuspect("there is one row too few", at: "the range of days in weekdays()", MatrixShape(6, 2)),
        ValueSuspect("there is one row too many", at: "the range of days in weekdays()", MatrixShape(8, 2)),
        ValueSuspect("each day is a column instead of a row", at: place, MatrixShape(2, 7)),
        ValueSuspect("each day has only one number, like a label", at: place, MatrixShape(7, 1)),
        ValueSuspect("each day is a one-hot row", at: place, MatrixShape(7, 7)),
      ])
    try assertWithin(-1e9...1e9, days.elements, "the numbers of weekdays()")
    let isClosed = (days.row(6) - days.row(0)).norm < 1e-6
    let stays = "the angle in weekdays(): it must grow by a seventh of a full turn from day to day"
    try assertEqual(
      placeCount(days), 7, "the number of different points in weekdays()",
      suspects: [
        ValueSuspect("all days are at the same point", at: stays, 1),
        ValueSuspect(
          "a full turn takes six steps, so that Sunday and Monday are the same", at: stays,
          isClosed ? 6 : 0),
      ],
      hint: "No two days may be at the same point.")
    return days
  }

  func testTask6_everyDayIsAsFarFromTheNextAsEveryOther() throws {
    try grade {
      let days = try checked(weekdays())
      let steps = distances(days, apart: 1)
      try assertClose(
        FoodExample.column(steps), FoodExample.column(Array(repeating: steps[0], count: 7)),
        "the distances from one day to the next, the last from Sunday to Monday",
        suspects: (suspects + partOfATurn(days)).map { suspect in
          let placed = distances(suspect.numbers[0], apart: 1)
          return Suspect(suspect.mistake, at: suspect.place, FoodExample.column(placed))
        }, hint: "Seven points that are equally far from the next, in a closed loop: where are they?")
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
          "the shortest distance over \(step + 1) days as a fraction of the longest over \(step)",
          hint: "Days that are fewer days apart must be nearer, all around the week.")
      }
    }
  }
}
