import Foundation
import XCTest

/// A call that must trap, and the words the message must end with.
public typealias TrappedCase = (message: String, action: @Sendable () throws -> Void)

/// Runs one case, which traps, if the environment selects it; otherwise does nothing.
public func runTrappedCase(of cases: [TrappedCase], askedForBy variable: String) throws {
  guard let number = ProcessInfo.processInfo.environment[variable].flatMap({ Int($0) }) else { return }
  try cases[number].action()
}

/// Requires each case to trap with its message: the program of the tests is started again for each.
///
/// - Parameters:
///   - test: the test that calls `runTrappedCase`, `Module.Class/method`.
///   - variable: the environment variable that selects a case.
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
