/// The findings of ``GradientDoctor``.
public struct GradientDiagnosis: Sendable {
  /// One mistake and the parameters whose gradients show it.
  public struct Finding: Sendable {
    /// The mistake.
    public let mistake: GradientMistake
    /// The parameters whose gradients it explains.
    public let parameters: [String]
    /// The likely mistake in one sentence.
    public let sentence: String
    /// The numbers that speak for it.
    public let evidence: String
  }

  /// The mistakes, the one that explains most first; none if every gradient is right.
  public let findings: [Finding]
  /// The names of the examined parameters, for the clean bill.
  let summary: String

  /// Whether every gradient is right.
  public var isHealthy: Bool { findings.isEmpty }
}

extension GradientDiagnosis: CustomStringConvertible {
  /// One line per mistake, or one line that says that there is none.
  public var description: String {
    isHealthy ? summary : findings.map { "\($0.sentence) (\($0.evidence))" }.joined(separator: "\n")
  }
}
