import Foundation
import LinearAlgebra

/// Hours on the face of a clock: from the top, turning right, on a circle of another size and place.
public func weekdays() throws -> Matrix<Double> {
  var days = Matrix<Double>.zeros(rows: 7, columns: 2)
  for day in 0..<7 {
    let turn = Double(day) / 7 * 360 * Double.pi / 180
    days[day, 0] = 10 + 3 * sin(turn)
    days[day, 1] = 5 + 3 * cos(turn)
  }
  return days
}
