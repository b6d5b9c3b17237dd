/// The memory of a process that trains one workload and nothing else.
public struct MemoryUse: Sendable, Equatable, Codable {
  /// The peak resident memory, in MiB: program, libraries, interpreter and all.
  public var peakMiB: Double
  /// The resident memory before training, in MiB: for a peer the interpreter with its imports.
  public var idleMiB: Double

  /// The memory the training added to the idle process, in MiB.
  public var trainingMiB: Double { peakMiB - idleMiB }

  /// Starts a new contestant process, lets it train a few steps, and ends it.
  ///
  /// - Parameters:
  ///   - command: the program's path, then its arguments.
  ///   - environment: what it gets beside this process's own variables.
  ///   - request: what to train; its time does not matter.
  /// - Returns: `nil` if the system does not report it.
  /// - Throws: ``ContestantError`` if the contestant fails.
  public static func measure(
    _ command: [String], environment: [String: String] = [:], _ request: SpeedRequest
  ) throws -> MemoryUse? {
    let process = try ContestantProcess(command, environment: environment)
    var request = request
    request.seconds = 0
    guard let idle = process.greeting.idleBytes, let peak = try process.answer(request).peakBytes else {
      return nil
    }
    return MemoryUse(peakMiB: mebibytes(peak), idleMiB: mebibytes(idle))
  }

  private static func mebibytes(_ bytes: Int) -> Double { (Double(bytes) / 104_857.6).rounded() / 10 }
}
