import Foundation
import SequenceTraining

/// The course as a contestant: a greeting, then an answer to each request, a line of JSON each.
public struct ContestantServer {
  private let version: String
  private var training: (request: SpeedRequest, training: WorkloadTraining)?

  /// A server that reports a version.
  public init(version: String) { self.version = version }

  /// Answers until there are no more lines.
  ///
  /// - Parameters:
  ///   - nextLine: the next request, or nothing at the end.
  ///   - say: takes a line to write.
  public mutating func run(nextLine: () -> String?, say: (String) -> Void) throws {
    say(
      try line(
        ContestantGreeting(name: "course", version: version, threads: nil, idleBytes: ResidentMemory.now)))
    while let text = nextLine() {
      do {
        say(try answer(Data(text.utf8)))
      } catch {
        say(try line(ContestantErrorMessage(error: "\(error)")))
      }
    }
  }

  private mutating func answer(_ data: Data) throws -> String {
    let decoder = JSONDecoder()
    if let request = try? decoder.decode(RecordRequest.self, from: data) {
      return try line(record(request))
    }
    return try line(measure(try decoder.decode(SpeedRequest.self, from: data)))
  }

  private mutating func measure(_ request: SpeedRequest) -> SpeedAnswer {
    var key = request
    key.seconds = 0
    let training = self.training.flatMap { $0.request == key ? $0.training : nil } ?? warmTraining(key)
    self.training = (key, training)
    let speed = training.speed(seconds: request.seconds)
    return SpeedAnswer(tokensPerSecond: speed, form: nil, peakBytes: ResidentMemory.peak)
  }

  /// The first steps touch memory that later ones reuse.
  private mutating func warmTraining(_ request: SpeedRequest) -> WorkloadTraining {
    self.training = nil
    let training = WorkloadTraining(request.workload, threadCount: request.threads)
    training.step()
    training.step()
    return training
  }

  private func record(_ request: RecordRequest) throws -> RecordAnswer {
    let training = WorkloadTraining(request.workload)
    var file = TensorFile()
    try training.store(in: &file, prefix: "before.")
    var losses: [Double] = []
    for step in 0..<request.steps {
      losses.append(training.step())
      if step == 0 { try training.storeGradient(in: &file, prefix: "gradient.") }
    }
    try training.store(in: &file, prefix: "after.")
    try file.write(to: URL(fileURLWithPath: request.record))
    return RecordAnswer(losses: losses)
  }

  private func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
