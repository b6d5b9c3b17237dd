/// Whether a function of one number has a kink within `step` of 0, where no difference quotient is a derivative.
///
/// The bend over a distance h is the slope on the right minus the slope on the left. Of a smooth function it shrinks
/// in proportion to h. At a kink it does not: exactly at 0 it stays the same, a little beside 0 it falls more quickly,
/// to nothing once h no longer reaches the kink. Three distances tell the two apart wherever the kink is.
///
/// - Parameters:
///   - function: the function, of the distance from the point of interest.
///   - step: how far difference quotients reach.
func hasKink(within step: Double, of function: (Double) throws -> Double) rethrows -> Bool {
  let here = try function(0)
  func bend(_ h: Double) throws -> Double { (try function(h) - 2 * here + function(-h)) / h }
  let whole = try bend(step)
  let deviation = max(abs(try bend(step / 2) - whole / 2), abs(try bend(step / 4) - whole / 4))
  // Each bend is a difference of values that are themselves rounded.
  let rounding = 32 * max(abs(here), Double.leastNormalMagnitude).ulp / step
  return deviation > abs(whole) / 10 + rounding
}
