import GradingSupport
import LinearAlgebra

/// The results of known mistakes in a numeric gradient and in a relative error.
enum GradientCheckSuspects {
  /// Wrong central differences of a function at a point.
  static func numeric(
    of function: (Matrix<Double>) -> Double, at point: Matrix<Double>, step: Double
  ) -> [Suspect] {
    /// One number for each element: x, x + h and x - h at the element go in.
    func each(_ number: (_ at: Double, _ above: Double, _ below: Double) -> Double) -> Matrix<Double> {
      BPTTOracle.make(point.rows, point.columns) { row, column in
        var (above, below) = (point, point)
        above[row, column] += step
        below[row, column] -= step
        return number(function(point), function(above), function(below))
      }
    }
    let right = each { _, above, below in (above - below) / (2 * step) }
    func without(row: Int = -1, column: Int = -1) -> Matrix<Double> {
      BPTTOracle.make(point.rows, point.columns) { $0 == row || $1 == column ? 0 : right[$0, $1] }
    }
    let all = Matrix(rows: point.rows, columns: point.columns, repeating: right.sum())
    let list: [(String, Matrix<Double>)] = [
      (
        "the difference is taken to one side only: f(x + h) - f(x)",
        each { at, above, _ in (above - at) / step }
      ),
      (
        "the difference is taken to one side only: f(x) - f(x - h)",
        each { at, _, below in (at - below) / step }
      ),
      (
        "x + h is not moved: it is (f(x) - f(x - h)) / 2h", each { at, _, below in (at - below) / (2 * step) }
      ),
      (
        "x - h is not moved: it is (f(x + h) - f(x)) / 2h", each { at, above, _ in (above - at) / (2 * step) }
      ),
      ("the difference is divided by h instead of 2h", right * 2),
      ("the difference is divided by 2 instead of 2h", right * step),
      ("the difference is not divided by 2h", right * (2 * step)),
      ("the difference is multiplied by 2h instead of divided", right * (4 * step * step)),
      ("2 · h has no brackets: / 2 * h divides by 2 and multiplies by h", right * (step * step)),
      ("the difference has the wrong sign", -right),
      ("f(x - h) is not subtracted", each { _, above, _ in above / (2 * step) }),
      ("f(x - h) is added instead of subtracted", each { _, above, below in (above + below) / (2 * step) }),
      ("both copies are moved the same way, so their difference is 0", right * 0),
      ("all elements are moved at the same time", all),
      ("the last row is never visited", without(row: point.rows - 1)),
      ("the first row is never visited", without(row: 0)),
      ("the last column is never visited", without(column: point.columns - 1)),
      ("the first column is never visited", without(column: 0)),
    ]
    return list.map { Suspect($0.0, at: "numericGradient(of:at:step:)", $0.1) }
  }

  /// Wrong relative errors of two numbers.
  static func relative(_ a: Double, _ b: Double) -> [Suspect] {
    let distance = abs(a - b)
    let list: [(String, Double)] = [
      ("the difference is not divided by the larger size", distance),
      ("the difference is divided by the smaller size", distance / min(abs(a), abs(b))),
      ("the difference is divided by |a| + |b|", distance / (abs(a) + abs(b))),
      ("the difference is divided by the mean of the two sizes", 2 * distance / (abs(a) + abs(b))),
      ("the difference is divided by |a|, whichever is larger", distance / abs(a)),
      ("the difference is divided by |b|, whichever is larger", distance / abs(b)),
      ("the difference is multiplied by the larger size", distance * max(abs(a), abs(b))),
      ("the two numbers are added instead of subtracted", abs(a + b) / max(abs(a), abs(b))),
      ("the sign of the difference is kept", (a - b) / max(abs(a), abs(b))),
      ("the sign of the difference is kept", (b - a) / max(abs(a), abs(b))),
      ("the difference is squared", distance * distance / max(abs(a), abs(b))),
      ("the quotient is upside down", max(abs(a), abs(b)) / distance),
    ]
    let right = distance / max(abs(a), abs(b))
    return list.filter { abs($0.1 - right) > 1e-6 }.map {
      Suspect($0.0, at: "relativeError(_:_:)", number: $0.1)
    }
  }
}
