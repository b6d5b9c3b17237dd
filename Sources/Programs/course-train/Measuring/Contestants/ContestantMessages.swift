/// What a contestant says of itself when it starts, a line of JSON.
public struct ContestantGreeting: Codable, Sendable, Equatable {
  /// `torch`
  public var name: String
  /// The version of the library, with its kind of build.
  public var version: String
  /// How many threads it works with; none where it chooses by itself.
  public var threads: Int?
  /// The memory resident now, before it has trained anything.
  public var idleBytes: Int?
}

/// A request to train a workload for a while, a line of JSON. What was trained before is kept from request to
/// request, so that only the first one for a workload makes and warms it.
public struct SpeedRequest: Codable, Sendable, Equatable {
  /// What to train.
  public var workload: Workload
  /// For how long; one step is made even in no time.
  public var seconds: Double
  /// In which of the contestant's forms; none lets it try them and keep the fastest.
  public var form: String?
  /// With how many threads, where the contestant can choose at any time.
  public var threads: Int?

  /// A request.
  public init(workload: Workload, seconds: Double, form: String? = nil, threads: Int? = nil) {
    self.workload = workload
    self.seconds = seconds
    self.form = form
    self.threads = threads
  }
}

/// The answer to a ``SpeedRequest``, a line of JSON.
public struct SpeedAnswer: Codable, Sendable, Equatable {
  /// The speed over whole steps.
  public var tokensPerSecond: Double
  /// The form that it trained in, where it has several.
  public var form: String?
  /// The most memory that its process ever had.
  public var peakBytes: Int?
}

/// A request to train a workload for some steps and to keep what happened, so that somebody can compare numbers.
public struct RecordRequest: Codable, Sendable, Equatable {
  /// What to train.
  public var workload: Workload
  /// How many steps.
  public var steps: Int
  /// Where to store, by PyTorch's names: the parameters before (`before.`) and after (`after.`) the steps, and the
  /// clipped gradient of the first one (`gradient.`).
  public var record: String
}

/// The answer to a ``RecordRequest``.
public struct RecordAnswer: Codable, Sendable, Equatable {
  /// The loss of each step's window before its update, in nats.
  public var losses: [Double]
}

/// What a contestant says where it cannot do what was asked.
public struct ContestantError: Codable, Sendable, Equatable {
  /// One line.
  public var error: String
}
