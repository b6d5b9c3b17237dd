import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a contestant does not take part, or no longer does, in one line.
public struct ContestantError: Error, CustomStringConvertible, Sendable {
  /// The line.
  public let description: String
}

/// A contestant in its own process, which waits while others have their turn.
public final class ContestantProcess {
  /// Its description of itself.
  public let greeting: ContestantGreeting
  private let process: Process
  private let hasEnded: DispatchSemaphore
  private let requests: FileHandle
  private var answers: LineReader

  /// Starts a contestant and waits for its greeting.
  ///
  /// - Parameters:
  ///   - command: the program's path, then its arguments.
  ///   - environment: variables that it gets in addition to this process's own, or instead of them.
  /// - Throws: ``ContestantError`` if it does not start or says that it cannot take part.
  public init(_ command: [String], environment: [String: String] = [:]) throws {
    // Writing to a contestant that has ended causes an error, not a signal that ends this program too.
    signal(SIGPIPE, SIG_IGN)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let hasEnded = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in hasEnded.signal() }
    do {
      try process.run()
    } catch {
      throw ContestantError(description: "\(command[0]) cannot be started")
    }
    self.process = process
    self.hasEnded = hasEnded
    requests = input.fileHandleForWriting
    answers = LineReader(output.fileHandleForReading)
    do {
      greeting = try Self.read(ContestantGreeting.self, from: &answers, secondLimit: 120)
    } catch {
      Self.end(process, requests, hasEnded)
      throw error
    }
  }

  deinit { Self.end(process, requests, hasEnded) }

  /// Ends a contestant by ending its input; one that does not end within ten seconds is killed.
  private static func end(_ process: Process, _ requests: FileHandle, _ hasEnded: DispatchSemaphore) {
    try? requests.close()
    if hasEnded.wait(timeout: .now() + 10) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      hasEnded.wait()
    }
  }

  /// Lets it train.
  ///
  /// - Throws: ``ContestantError`` if it cannot, or has ended.
  public func answer(_ request: SpeedRequest) throws -> SpeedAnswer {
    var line = try JSONEncoder().encode(request)
    line.append(10)
    do {
      try requests.write(contentsOf: line)
    } catch {
      throw ContestantError(description: "\(greeting.name) has ended early")
    }
    return try Self.read(SpeedAnswer.self, from: &answers, secondLimit: 600 + request.seconds)
  }

  private static func read<Message: Decodable>(
    _ type: Message.Type, from answers: inout LineReader, secondLimit: Double
  ) throws -> Message {
    let line = Data(try answers.next(secondLimit: secondLimit).utf8)
    let decoder = JSONDecoder()
    if let failure = try? decoder.decode(ContestantErrorMessage.self, from: line) {
      throw ContestantError(description: failure.error)
    }
    do {
      return try decoder.decode(type, from: line)
    } catch {
      throw ContestantError(
        description: "its answer is not a \(type): \(String(decoding: line, as: UTF8.self))")
    }
  }
}

/// Lines from a pipe, with a time limit.
private struct LineReader {
  private let handle: FileHandle
  private var rest: [UInt8] = []

  init(_ handle: FileHandle) { self.handle = handle }

  mutating func next(secondLimit: Double) throws -> String {
    let deadline = Date() + secondLimit
    while true {
      if let end = rest.firstIndex(of: 10) {
        defer { rest.removeFirst(end + 1) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      try fill(until: deadline)
    }
  }

  private mutating func fill(until deadline: Date) throws {
    var waited = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(max(0, min(1_000_000, deadline.timeIntervalSinceNow * 1000)))
    let ready = poll(&waited, 1, milliseconds)
    if ready < 0, errno == EINTR { return }
    guard ready > 0 else { throw ContestantError(description: "it does not answer") }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(handle.fileDescriptor, &bytes, bytes.count)
    guard count > 0 else { throw ContestantError(description: "it ended without an answer") }
    rest += bytes[..<count]
  }
}
