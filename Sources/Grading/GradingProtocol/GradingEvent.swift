import Foundation

/// The judge's report on a check: that it begins, and how it ended. It is sent in a ``Frame``.
public struct GradingEvent: Codable, Sendable, Equatable {
  /// The check, `Suite03RNN.RNNTests/testTask1_rowsSumToOne`.
  public var test: String
  /// How it ended; `nil` if it only begins.
  public var verdict: Verdict?
  /// What is wrong with the answer.
  public var message: String?
  /// Possible additions to the message, the surest first.
  public var advice: [Advice]
  /// The stub to be written, or the line of the suite that found the mistake.
  public var file: String?
  /// The line in that file.
  public var line: Int?
  /// Whether the student's process ended before it answered, or has no such function.
  public var lost: Loss?

  /// Why there is no answer to judge.
  public enum Loss: Codable, Sendable, Equatable {
    /// The student's process ended; the engine has the details.
    case ended
    /// The submission has no function that matches the call.
    case missing(String)
  }

  /// An event with all its parts.
  public init(
    test: String, verdict: Verdict? = nil, message: String? = nil, advice: [Advice] = [], file: String? = nil,
    line: Int? = nil, lost: Loss? = nil
  ) {
    self.test = test
    self.verdict = verdict
    self.message = message
    self.advice = advice
    self.file = file
    self.line = line
    self.lost = lost
  }

  /// Reads an event; one without the key for advice has none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    test = try container.decode(String.self, forKey: .test)
    verdict = try container.decodeIfPresent(Verdict.self, forKey: .verdict)
    message = try container.decodeIfPresent(String.self, forKey: .message)
    advice = try container.decodeIfPresent([Advice].self, forKey: .advice) ?? []
    file = try container.decodeIfPresent(String.self, forKey: .file)
    line = try container.decodeIfPresent(Int.self, forKey: .line)
    lost = try container.decodeIfPresent(Loss.self, forKey: .lost)
  }

  /// The event as a frame of the given kind.
  public func frame(_ kind: Frame.Kind) throws -> Frame { Frame(kind, Array(try JSONEncoder().encode(self))) }

  /// The event of a frame; `nil` if it carries none.
  public init?(_ frame: Frame) {
    guard let event = try? JSONDecoder().decode(GradingEvent.self, from: Data(frame.bytes)) else {
      return nil
    }
    self = event
  }
}
