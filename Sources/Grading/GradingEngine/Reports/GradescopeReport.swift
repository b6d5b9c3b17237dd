import Formats
import Foundation

/// Gradescope's `results.json`: one test a task.
///
/// If the grader itself failed, there is no such report: without a file Gradescope says that the autograder
/// failed and asks the instructor, with one it would show a zero.
public struct GradescopeReport: Encodable, Sendable, Equatable {
  /// One task.
  public struct Test: Encodable, Sendable, Equatable {
    /// The points reached.
    public var score: Double
    /// The points there are.
    public var max_score: Double
    /// `passed` or `failed`.
    public var status: String
    /// The code to write.
    public var name: String
    /// The task's number, `03.1`.
    public var number: String
    /// The feedback, shown letter for letter.
    public var output: String
    /// The display format of ``output``.
    public var output_format = "text"
    /// The verdict.
    public var tags: [String]
    /// When the student sees it.
    public var visibility = "visible"
  }

  /// The points reached.
  public var score: Double
  /// How long the grading took, in seconds.
  public var execution_time: Double
  /// The text above the tests.
  public var output: String
  /// The display format of ``output``.
  public var output_format = "text"
  /// When the student sees the tests.
  public var visibility = "visible"
  /// The grader's output is for the instructor.
  public var stdout_visibility = "hidden"
  /// The tasks.
  public var tests: [Test]

  /// The report of a submission.
  ///
  /// - Throws: `Complaint` if the grader failed.
  public init(_ record: SubmissionRecord) throws {
    let tasks = record.report.units.flatMap(\.tasks)
    if let broken = tasks.first(where: { $0.verdict == .graderError }) {
      throw Complaint(
        "the grader failed on task \(broken.id), so there is no report for Gradescope: without one it asks the "
          + "instructor, with one it would show a zero (\(broken.message ?? broken.verdict.words))")
    }
    score = record.report.score
    execution_time = (record.seconds * 1000).rounded() / 1000
    output = "\(points(record.report.score)) of \(points(record.report.maxScore)) points."
    tests = tasks.map { task in
      Test(
        score: task.score, max_score: task.maxScore, status: task.verdict == .passed ? "passed" : "failed",
        name: task.name, number: task.id,
        output: task.verdict == .passed ? "" : TaskFeedback(task).text, tags: [task.verdict.rawValue])
    }
  }
}
