import Foundation
import XCTest

/// Something that has to stop the program, and the words that it has to end with.
public typealias TrappedCase = (message: String, action: @Sendable () throws -> Void)

/// Runs one case and dies of it, where the environment asks for it; at all other times it does nothing.
public func runTrappedCase(of cases: [TrappedCase], askedForBy variable: String) throws {
  guard let number = ProcessInfo.processInfo.environment[variable].flatMap({ Int($0) }) else { return }
  try cases[number].action()
}

/// Requires each case to stop the program with its words: the program of the tests is started again for each.
///
/// - Parameters:
///   - test: the test that calls `runTrappedCase`, `Module.Class/method`.
///   - variable: what asks for a case.
public func assertEachTraps(_ cases: [TrappedCase], in test: String, askedForBy variable: String) throws {
  for (number, trapped) in cases.enumerated() {
    let run = try runProgram(
      URL(fileURLWithPath: CommandLine.arguments[0]), [test],
      environment: [variable: "\(number)", "SWIFT_BACKTRACE": "enable=no"])
    XCTAssertFalse(run.ranToItsEnd, "\(number): \(trapped.message)")
    XCTAssertTrue(
      run.errors.contains("Fatal error: ") && run.errors.contains(trapped.message),
      "\(trapped.message): \(run.errors)")
  }
}
