import Foundation

/// What a suite tells the engine while it runs: one JSON object a line, over a descriptor of their own.
///
/// The engine keeps the points and trusts only lines that carry the nonce it handed to this very child; what the
/// student's code prints never gets here.
public struct GradingEvent: Codable, Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Codable, Sendable {
    /// A check starts.
    case begin
    /// A check ended by itself, with a verdict.
    case end
  }

  /// The word that proves the sender.
  public var nonce: String
  /// What happened.
  public var kind: Kind
  /// The check, `Suite03RNN.RNNTests/testTask1_rowsSumToOne`.
  public var test: String
  /// How it ended; `nil` where it only begins.
  public var verdict: Verdict?
  /// What a student should know about it.
  public var message: String?
  /// The stub that waits to be written, or the line of the suite that found the mistake.
  public var file: String?
  /// The line in that file.
  public var line: Int?

  /// An event with all its parts.
  public init(
    nonce: String, kind: Kind, test: String, verdict: Verdict? = nil, message: String? = nil,
    file: String? = nil, line: Int? = nil
  ) {
    self.nonce = nonce
    self.kind = kind
    self.test = test
    self.verdict = verdict
    self.message = message
    self.file = file
    self.line = line
  }

  /// The environment variable that tells a suite which descriptor the engine listens on.
  public static let descriptorVariable = "COURSE_GRADING_DESCRIPTOR"

  /// The event as one line of JSON, the newline included.
  public func encodedLine() throws -> Data {
    try JSONEncoder().encode(self) + Data("\n".utf8)
  }

  /// The event that a line holds; `nil` where it holds none.
  public init?(line: some DataProtocol) {
    guard let event = try? JSONDecoder().decode(GradingEvent.self, from: Data(line)) else { return nil }
    self = event
  }
}
