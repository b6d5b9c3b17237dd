import Formats
import Foundation
import GradingEngine

/// The progress of a run.
public enum ClassEvent: Sendable, Equatable {
  /// The work to do: how many records still hold, and how many submissions must be graded.
  case begin(kept: Int, toGrade: Int)
  /// A submission was graded.
  case graded(name: String, report: CourseReport, progress: ClassProgress)
}

/// How far a run is.
public struct ClassProgress: Sendable, Equatable {
  /// How many submissions this run has graded.
  public var done: Int
  /// How many it grades in all.
  public var total: Int
  /// How long the rest will take, in seconds, at the speed so far.
  public var secondsLeft: Double
}

/// The results of a run. The reports themselves are in the records.
public struct ClassOutcome: Codable, Sendable, Equatable {
  /// How many submissions there are.
  public var submissions: Int
  /// How many records still held, so those submissions were not graded again.
  public var kept: Int
  /// Submissions that the grader failed on; they have no score.
  public var graderErrors: [String] = []
  /// Submissions without any file of the units.
  public var empty: [String] = []
  /// The sum of all existing scores.
  public var scoreSum = 0.0
  /// The points that one submission can reach.
  public var maxScore = 0.0
  /// Whose score a regrade changed.
  public var moves: [ScoreChange] = []
  /// Records of submissions that no longer exist, by file name.
  public var gone: [String]

  /// The outcome for the records in a store, read one at a time.
  ///
  /// - Parameters:
  ///   - names: of the submissions.
  ///   - kept: how many records still held.
  ///   - gone: the records that were put aside.
  /// - Throws: `Complaint` if a record is missing.
  init(_ names: [String], in store: RecordStore, kept: Int, gone: [String]) throws {
    submissions = names.count
    self.kept = kept
    self.gone = gone
    for name in names {
      guard let record = store.record(RecordName(name)) else {
        throw Complaint(
          "the record of \(name.printableLine) is missing from \(store.records.path): it was removed")
      }
      count(record)
    }
    for name in store.names(in: store.previous) {
      let file = "\(name).json"
      if let old = RecordStore.record(in: store.previous.appendingPathComponent(file)),
        let new = RecordStore.record(in: store.records.appendingPathComponent(file)),
        let move = ScoreChange(from: old, to: new)
      {
        moves.append(move)
      }
    }
  }

  /// The mean of the scores; `nil` if there is none.
  public var mean: Double? {
    let count = submissions - graderErrors.count
    return count > 0 ? scoreSum / Double(count) : nil
  }

  private mutating func count(_ record: SubmissionRecord) {
    maxScore = max(maxScore, record.report.maxScore)
    guard record.isGraded else { return graderErrors.append(record.submission) }
    scoreSum += record.report.score
    let tasks = record.report.units.flatMap(\.tasks)
    if tasks.allSatisfy({ $0.verdict == .notStarted && $0.checks.isEmpty }) {
      empty.append(record.submission)
    }
  }
}
