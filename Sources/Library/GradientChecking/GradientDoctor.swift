import LinearAlgebra

/// Names the likely mistake behind a wrong gradient, from its numbers alone.
///
/// A gradient that is wrong is rarely random: it is the right one with another sign, `B` times as large, transposed,
/// or exactly what you get when one path is forgotten. The doctor looks for such a relation to the difference
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
  /// The known mistakes and their gradients.
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

  /// Examines a gradient by finite differences of the loss; elements at a kink of the loss are skipped, and what is
  /// wrong with the loss itself is said first.
  ///
  /// - Parameters:
  ///   - analytic: the gradient that a backward pass computed.
  ///   - loss: the loss as a function of the parameters.
  ///   - parameters: where the gradient was computed.
  ///   - step: h of the finite differences.
  public func diagnose<Parameters: ParameterCollection>(
    _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
    step: Double = 1e-5
  ) rethrows -> GradientDiagnosis where Parameters.Scalar == Double {
    diagnose(try comparisons(analytic, of: loss, at: parameters, step: step))
  }

  /// Examines gradients that were computed both ways.
  public func diagnose(_ gradients: [GradientComparison]) -> GradientDiagnosis {
    var findings = troubles(gradients) + unjudged(gradients)
    let comparable = gradients.filter(\.isComparable)
    var open = comparable.filter { !$0.agrees(tolerance) }
    // One relation that holds for all of them needs no further explanation.
    if let common = open.lazy.map(GradientMistake.init(of:)).first(where: { $0 != .unknown && $0 != .shape }),
      open.allSatisfy(common.isShown(by:))
    {
      findings.append(finding(common, open, isEverywhere: open.count == gradients.count))
      open = []
    }
    while let (suspect, explained) = likeliestSuspect(comparable, open) {
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

  /// The problem with the loss, reported once for all the gradients that it spoils in the same way.
  private func troubles(_ gradients: [GradientComparison]) -> [GradientDiagnosis.Finding] {
    let kinds = Dictionary(grouping: gradients.filter { $0.trouble != nil }) { $0.trouble?.rank ?? 0 }
    return kinds.sorted { $0.key < $1.key }.compactMap { _, alike in
      guard let trouble = alike.compactMap(\.trouble).max(by: { $0.size < $1.size }) else { return nil }
      return finding(.loss(trouble), alike, isEverywhere: false)
    }
  }

  /// The gradients of which no element could be judged.
  private func unjudged(_ gradients: [GradientComparison]) -> [GradientDiagnosis.Finding] {
    let bare = gradients.filter {
      $0.trouble == nil && $0.analytic.shape == $0.numeric.shape && $0.judged.isEmpty
    }
    return bare.isEmpty ? [] : [finding(.notJudged, bare, isEverywhere: false)]
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
