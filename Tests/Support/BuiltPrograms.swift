import Foundation
import XCTest

/// A program of the course, built along with the running tests.
public func builtProgram(_ name: String) -> URL {
  #if os(macOS)
    let products = Bundle(for: BundleMark.self).bundleURL.deletingLastPathComponent()
  #else
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  #endif
  return products.appendingPathComponent(name)
}

private final class BundleMark {}

/// Skips a test that takes long, unless slow tests are requested.
public func skipUnlessSlowTestsAreAskedFor() throws {
  try XCTSkipUnless(
    ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
}

/// How a program ended, and what it printed.
public struct ProgramRun {
  /// Its exit status, or the signal that ended it.
  public let code: Int32
  /// Whether it ended on its own.
  public let ranToItsEnd: Bool
  /// Its standard output.
  public let output: String
  /// Its standard error.
  public let errors: String
}

/// Runs a program to its end.
///
/// - Parameters:
///   - executable: the program.
///   - arguments: its arguments.
///   - folder: where it runs; the current folder if omitted.
///   - environment: additions to the environment of this process.
public func runProgram(
  _ executable: URL, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
) throws -> ProgramRun {
  let process = Process()
  process.executableURL = executable
  process.arguments = arguments
  if let folder { process.currentDirectoryURL = folder }
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  // The text on standard error is short, so no program blocks until it is read.
  let outputData = output.fileHandleForReading.readDataToEndOfFile()
  let errorData = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return ProgramRun(
    code: process.terminationStatus, ranToItsEnd: process.terminationReason == .exit,
    output: String(decoding: outputData, as: UTF8.self), errors: String(decoding: errorData, as: UTF8.self))
}
