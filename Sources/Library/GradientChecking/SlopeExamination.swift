/// Why the slope that a gradient states and the finite difference differ, at one element or along one direction.
///
/// Where the two agree there is nothing to ask. Where they do not, the quotient itself may be off in two ways: the
/// loss has a kink within h, or it bends so strongly that h is too long. Whatever is neither is a mistake.
struct SlopeExamination {
  /// The finite difference; freed from the error of the curvature where that was asked for.
  var numeric: Double
  /// Whether a kink within h explains the difference.
  var isAtKink = false

  /// - Parameters:
  ///   - analytic: the slope that the gradient states.
  ///   - numeric: the central finite difference.
  ///   - bend: the slope on the right over h, minus that on the left.
  ///   - resolution: how far the quotient may be off by rounding.
  ///   - step: h.
  ///   - loss: the loss by the distance from the point.
  init(
    analytic: Double, numeric: Double, bend: Double, resolution: Double, step: Double,
    of loss: (Double) throws -> Double
  ) rethrows {
    self.numeric = numeric
    let difference = abs(analytic - numeric)
    // At a kink the derivative is the slope on one side, or between the two: half a bend away from the quotient at the
    // most, a little more where the loss bends without a kink, too. That is free to see, and true of few wrong
    // gradients; only then is the loss scanned.
    guard !agree(analytic, numeric, 1e-6, resolution), difference <= abs(bend) * 0.75 + resolution else {
      return
    }
    let scan = try LineScan(within: step, of: loss)
    guard scan.isFinite else { return }
    isAtKink = scan.hasKink && difference <= scan.slopeJump * 0.51 + resolution
    if !scan.hasKink, !scan.isRough { self.numeric = scan.extrapolatedSlope }
  }
}
