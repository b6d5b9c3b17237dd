/// One message between the judge, the grading engine and the program that answers for a student.
///
/// A frame is one byte of kind, four bytes of length (least significant first), and that many bytes. A reader
/// checks kind and length before it reads the rest, because a student's code can send anything.
public struct Frame: Sendable, Equatable {
  /// The kind of message.
  public enum Kind: UInt8, Sendable {
    /// Judge to engine: a check begins. A ``GradingEvent``.
    case begin = 1
    /// Judge to engine: a check has ended. A ``GradingEvent``.
    case end
    /// Engine to judge: it has recorded the event.
    case receipt
    /// Engine to judge: the process that was asked has ended and will not answer.
    case gone
    /// Judge to student: a call, its name and its arguments.
    case call
    /// Judge to student: the value that was asked back.
    case reply
    /// Judge to student: there is no value to send back.
    case refusal
    /// Student to judge: a request for the value of a closure that came with the call, or for a generator's
    /// next number.
    case question
    /// Student to judge: the call's `inout` arguments after the call, then its result.
    case returned
    /// Student to judge: the function is still a stub.
    case notImplemented
    /// Student to judge: an error that the exercise declares.
    case threw
    /// Student to judge: another error, as a text.
    case failed
    /// Student to judge: the submission has no such function.
    case missing

    /// Whether it comes from the answering program.
    public var isAnswer: Bool { rawValue >= Kind.question.rawValue }
  }

  /// The kind of frame.
  public var kind: Kind
  /// The payload.
  public var bytes: [UInt8]

  /// A frame of the given kind.
  public init(_ kind: Kind, _ bytes: [UInt8] = []) {
    self.kind = kind
    self.bytes = bytes
  }

  /// The largest payload of a frame: 64 MiB.
  public static let limit = 64 << 20

  /// The frame as it travels.
  public var encoded: [UInt8] {
    [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
  }
}

/// Cuts what arrives into frames.
public struct FrameCutter: Sendable {
  private var pending: [UInt8] = []

  /// A cutter that has received nothing yet.
  public init() {}

  /// Whether everything received was consumed.
  public var isEmpty: Bool { pending.isEmpty }

  /// The received bytes are not a frame.
  public struct Unreadable: Error {}

  /// Takes what has arrived.
  public mutating func append(_ bytes: some Sequence<UInt8>) { pending += bytes }

  /// The next frame that has come to its end; `nil` if none has.
  ///
  /// - Throws: ``Unreadable`` for an unknown kind, or a length beyond ``Frame/limit``.
  public mutating func next() throws(Unreadable) -> Frame? {
    guard let first = pending.first else { return nil }
    guard let kind = Frame.Kind(rawValue: first) else { throw Unreadable() }
    guard pending.count >= 5 else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(pending[1 + $1]) << (8 * $1) }
    guard length <= Frame.limit else { throw Unreadable() }
    guard pending.count >= 5 + length else { return nil }
    let frame = Frame(kind, Array(pending[5..<5 + length]))
    pending.removeFirst(5 + length)
    return frame
  }
}
