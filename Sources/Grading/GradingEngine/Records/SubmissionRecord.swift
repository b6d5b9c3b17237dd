/// What a class run keeps of one submission: one file, from which every report and the item analysis are made.
///
/// It holds no date and nothing of the machine, so that a run that was stopped and resumed gives the same records as
/// one that was not, but for ``seconds``.
public struct SubmissionRecord: Codable, Sendable, Equatable {
  /// The name of the submission's folder.
  public var submission: String
  /// What was graded, by what, and with which seed, as one number: where it is the same, so is the report.
  public var contentHash: String
  /// The instructor's seed of the random inputs; `nil` where the suites drew from their own.
  public var seed: String?
  /// The units that were graded.
  public var report: CourseReport
  /// The files that were graded, for the search for submissions that are the same.
  public var fingerprints: [SourceFingerprint]
  /// The score of the last run that the grader did not fail in, where it failed in this one; `nil` where it did not, or
  /// there was none.
  public var lastScore: LastScore?
  /// How long the grading took. It is of no consequence, and so no part of what is compared.
  public var seconds: Double

  /// A record with all its parts.
  public init(
    submission: String, contentHash: String, seed: String?, report: CourseReport,
    fingerprints: [SourceFingerprint] = [], seconds: Double
  ) {
    self.submission = submission
    self.contentHash = contentHash
    self.seed = seed
    self.report = report
    self.fingerprints = fingerprints
    self.seconds = seconds
  }
}

extension SubmissionRecord {
  /// A score that counted before.
  public struct LastScore: Codable, Sendable, Equatable {
    /// The points reached.
    public var score: Double
    /// The points there were.
    public var maxScore: Double
    /// What was graded, as ``SubmissionRecord/contentHash``.
    public var contentHash: String
  }

  /// Whether the grader got to the end with all of it.
  public var isGraded: Bool { !report.units.contains(where: \.hasGraderError) && !report.units.isEmpty }

  /// The score that counts: its own, or the last one where the grader failed.
  public var countingScore: LastScore? {
    isGraded
      ? LastScore(score: report.score, maxScore: report.maxScore, contentHash: contentHash) : lastScore
  }
}
