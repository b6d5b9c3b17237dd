import LinearAlgebra

/// Names the likely mistake behind a wrong gradient, from its numbers alone.
///
/// A gradient that is wrong is rarely random: it is the right one with another sign, `B` times as large, transposed,
/// or exactly what comes out when one path is forgotten. The doctor looks for such a relation to the difference
/// quotients first, then among its suspects, and says what it found with the numbers that speak for it.
///
/// ```swift
/// let doctor = GradientDoctor(batchSize: 2, stepCount: 5, suspects: suspects)
/// print(doctor.diagnose(gradient, of: loss, at: parameters))
/// ```
public struct GradientDoctor: Sendable {
  /// B, which tells a sum over the batch from a mean.
  public var batchSize: Int?
  /// T, which tells a sum over the steps from a mean.
  public var stepCount: Int?
  /// The known mistakes and the gradients that they give.
  public var suspects: [SuspectGradient]
  /// The relative error from which on an element is wrong.
  public var tolerance: Double

  /// A doctor who knows the sizes and the suspects.
  public init(
    batchSize: Int? = nil, stepCount: Int? = nil, suspects: [SuspectGradient] = [], tolerance: Double = 1e-6
  ) {
    self.batchSize = batchSize
    self.stepCount = stepCount
    self.suspects = suspects
    self.tolerance = tolerance
  }

  /// Examines a gradient by difference quotients of the loss; elements at a kink of the loss are left out.
  ///
  /// - Parameters:
  ///   - analytic: the gradient that a backward pass computed.
  ///   - loss: the loss as a function of the parameters.
  ///   - parameters: where the gradient was computed.
  ///   - step: h of the difference quotients.
  public func diagnose<Parameters: ParameterCollection>(
    _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
    step: Double = 1e-5
  ) rethrows -> GradientDiagnosis where Parameters.Scalar == Double {
    diagnose(
      try parameters.namedParameters.map { name, path in
        func moved(_ value: Matrix<Double>) throws -> Double {
          var moved = parameters
          moved[keyPath: path] = value
          return try loss(moved)
        }
        let point = parameters[keyPath: path]
        let (gradient, numeric) = (
          analytic[keyPath: path], try numericGradient(of: moved, at: point, step: step)
        )
        let leftOut =
          gradient.shape == numeric.shape
          ? try kinks(of: moved, at: point, step: step, explaining: gradient, numeric) : []
        return GradientComparison(name: name, analytic: gradient, numeric: numeric, leftOut: Set(leftOut))
      })
  }

  /// Examines gradients that were computed both ways.
  public func diagnose(_ gradients: [GradientComparison]) -> GradientDiagnosis {
    var open = gradients.filter { !$0.passes(tolerance) }
    var findings: [GradientDiagnosis.Finding] = []
    // One relation that holds for all of them needs no further explanation.
    if let common = open.lazy.map(GradientMistake.init(of:)).first(where: { $0 != .unknown && $0 != .shape }),
      open.allSatisfy(common.isShown(by:))
    {
      findings = [finding(common, open, isEverywhere: open.count == gradients.count)]
      open = []
    }
    while let (suspect, explained) = likeliestSuspect(gradients, open) {
      findings.append(finding(suspect, explained))
      open.removeAll { gradient in explained.contains { $0.name == gradient.name } }
    }
    while let next = open.first {
      let mistake = GradientMistake(of: next)
      let alike = open.filter { GradientMistake(of: $0).isAlike(mistake) }
      findings.append(finding(mistake, alike, isEverywhere: false))
      open.removeAll { gradient in alike.contains { $0.name == gradient.name } }
    }
    return GradientDiagnosis(findings: findings, summary: findings.isEmpty ? healthySummary(gradients) : "")
  }

  /// The suspect that explains most of the open gradients and contradicts the fewest others.
  private func likeliestSuspect(_ all: [GradientComparison], _ open: [GradientComparison])
    -> (suspect: SuspectGradient, explained: [GradientComparison])?
  {
    func fits(_ suspect: SuspectGradient, _ gradient: GradientComparison) -> Bool {
      suspect.gradients[gradient.name].map { gradient.equals($0, within: 1e-7) } ?? true
    }
    let candidates = suspects.map { suspect in
      (
        suspect: suspect,
        explained: open.filter { suspect.gradients[$0.name] != nil && fits(suspect, $0) },
        contradicted: all.count { !fits(suspect, $0) }
      )
    }
    let best = candidates.filter { !$0.explained.isEmpty }.max {
      ($0.explained.count, -$0.contradicted) < ($1.explained.count, -$1.contradicted)
    }
    return best.map { ($0.suspect, $0.explained) }
  }
}
