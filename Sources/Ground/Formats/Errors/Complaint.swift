/// The reason something cannot continue, in words for the user: the responsible side, the event, and the way
/// out.
///
/// The command prints the message in one line, each hint in a line below it, and ends with the exit code of
/// the responsible side.
public struct Complaint: Error, Equatable, Sendable, CustomStringConvertible {
  /// The responsible side.
  public enum Fault: Sendable {
    /// The user's input cannot be used.
    case user
    /// The course itself is broken.
    case course
    /// The system refused, or something the course needs is missing.
    case system
  }

  /// The responsible side.
  public let fault: Fault
  /// One line that names the file, the value and what is wrong with it.
  public let message: String
  /// Ways out that do not fit into the message, one line each.
  public let hints: [String]

  /// A complaint about the user's input.
  public init(_ message: String, fault: Fault = .user, hints: [String] = []) {
    self.fault = fault
    self.message = message
    self.hints = hints
  }

  /// A complaint about the course itself.
  public static func ofCourse(_ message: String) -> Complaint { Complaint(message, fault: .course) }

  /// A complaint about the system.
  public static func ofSystem(_ message: String) -> Complaint { Complaint(message, fault: .system) }

  /// The message.
  public var description: String { message }
}
