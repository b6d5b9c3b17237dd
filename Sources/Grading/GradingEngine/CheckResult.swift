import GradingProtocol

/// A line of a source file.
public struct SourcePlace: Sendable, Equatable, Codable, CustomStringConvertible {
  /// The path of the file.
  public var file: String
  /// The line, counted from 1.
  public var line: Int

  /// A line of a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `Exercises/03-RNN/RNN.swift:57`
  public var description: String { "\(file):\(line)" }
}

/// How one check of one submission ended.
public struct CheckResult: Codable, Sendable, Equatable {
  /// The check.
  public var check: GradedCheck
  /// How it ended.
  public var verdict: Verdict
  /// The message for the student.
  public var message: String?
  /// Possible additions to the message, the surest first; ``Scorer`` keeps those that hold and leaves this
  /// empty.
  public var advice: [Advice]?
  /// The line of the student's code it is about, if known.
  public var place: SourcePlace?
  /// The last lines the student's code printed meanwhile.
  public var output: String

  /// A result with all its parts.
  public init(
    check: GradedCheck, verdict: Verdict, message: String? = nil, advice: [Advice]? = nil,
    place: SourcePlace? = nil, output: String = ""
  ) {
    self.check = check
    self.verdict = verdict
    self.message = message
    self.advice = advice
    self.place = place
    self.output = output
  }
}
