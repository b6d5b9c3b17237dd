/// The record a class run keeps of one submission: one file, the source of every report and the item
/// analysis.
///
/// It holds no date and nothing about the machine, so a run that was stopped and resumed produces the same
/// records as one that was not, except for ``seconds``.
public struct SubmissionRecord: Codable, Sendable, Equatable {
  /// The name of the submission's folder.
  public var submission: String
  /// A hash of the graded files, the grader and the seed: if it is the same, so is the report.
  public var contentHash: String
  /// The instructor's seed of the random inputs; `nil` if the suites used their defaults.
  public var seed: String?
  /// The units that were graded.
  public var report: CourseReport
  /// The files that were graded, for the search for identical submissions.
  public var fingerprints: [SourceFingerprint]
  /// If the grader failed in this run, the score of the last run without such a failure; otherwise, or if
  /// there was none, `nil`.
  public var lastScore: LastScore?
  /// How long the grading took. It does not affect the grade, so it is not compared.
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
    /// A hash of the graded content, as in ``SubmissionRecord/contentHash``.
    public var contentHash: String
  }

  /// Whether the grader finished everything.
  public var isGraded: Bool { !report.units.contains(where: \.hasGraderError) && !report.units.isEmpty }

  /// The score that counts: its own, or the last one if the grader failed.
  public var countingScore: LastScore? {
    isGraded
      ? LastScore(score: report.score, maxScore: report.maxScore, contentHash: contentHash) : lastScore
  }
}
