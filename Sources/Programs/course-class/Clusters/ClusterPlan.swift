import Formats
import Foundation

/// A class run shared by several machines, with the data their queues need.
///
/// Every part is started by the same command except for its number, and can be started again: it keeps its
/// results.
public struct ClusterPlan: Sendable {
  /// The words that call the command, such as `course` or `swift run -c release course`.
  public var command: String
  /// The course's folder, where the command is called.
  public var course: String
  /// The folder of the submissions.
  public var submissions: String
  /// The numbers of the units.
  public var units: [String]
  /// The folder of the results.
  public var out: String
  /// The seed of the random inputs.
  public var seed: String?
  /// How many submissions a machine grades at a time.
  public var jobs: Int
  /// How many parts there are.
  public var parts: Int

  /// A plan with all its parts.
  public init(
    command: String, course: String, submissions: String, units: [String], out: String, seed: String?,
    jobs: Int,
    parts: Int
  ) {
    self.command = command
    self.course = course
    self.submissions = submissions
    self.units = units
    self.out = out
    self.seed = seed
    self.jobs = jobs
    self.parts = parts
  }

  /// The command line of a part, for a shell; `part` is the shell's expression for the part's number.
  func gradingLine(part: String) -> String {
    let words = ["class", shellQuoted(submissions)] + units + ["--out", shellQuoted(out)]
    let seedWords = seed.map { ["--seed=\(shellQuoted($0))"] } ?? []
    return ([command] + words + seedWords + ["--jobs", "\(jobs)", "--shard", "\"\(part)/\(parts)\""])
      .joined(separator: " ")
  }

  /// The command line that joins the parts.
  var mergingLine: String { "\(command) merge \(shellQuoted(out))" }
}
