import Foundation
import LinearAlgebra

/// Each day is the previous one, turned by a seventh of a circle.
public func weekdays() throws -> Matrix<Double> {
  let angle = -2 * Double.pi / 7
  let turn: Matrix<Double> = [[cos(angle), sin(angle)], [-sin(angle), cos(angle)]]
  let days = (1..<7).reduce(into: [[[0.6, -0.8]] as Matrix<Double>]) { days, _ in
    days.append(matmul(days[days.count - 1], turn))
  }
  return concatenate(rows: days)
}
