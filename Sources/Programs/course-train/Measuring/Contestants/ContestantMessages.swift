/// A contestant's description of itself when it starts, a line of JSON.
public struct ContestantGreeting: Codable, Sendable, Equatable {
  /// `torch`
  public var name: String
  /// The version of the library, with its kind of build.
  public var version: String
  /// How many threads it works with; `nil` if it chooses.
  public var threads: Int?
  /// The memory resident now, before it has trained anything.
  public var idleBytes: Int?
}

/// A request to train a workload for a while, a line of JSON. The trained state is kept from request to
/// request, so only the first request for a workload creates and warms it.
public struct SpeedRequest: Codable, Sendable, Equatable {
  /// The workload to train.
  public var workload: Workload
  /// For how long; at least one step is made.
  public var seconds: Double
  /// The contestant's form to use; `nil` lets it try all forms and keep the fastest.
  public var form: String?
  /// With how many threads, if the contestant can choose at any time.
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
  /// The form it trained in, if it has several.
  public var form: String?
  /// The most memory that its process ever had.
  public var peakBytes: Int?
}

/// A request to train a workload for some steps and to record the results for a comparison of numbers.
public struct RecordRequest: Codable, Sendable, Equatable {
  /// The workload to train.
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

/// A contestant's answer if it cannot fulfill a request.
public struct ContestantErrorMessage: Codable, Sendable, Equatable {
  /// One line.
  public var error: String
}
