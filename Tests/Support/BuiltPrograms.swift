import Foundation
import XCTest

/// A program of the course as it was built beside the tests that run.
public func builtProgram(_ name: String) -> URL {
  #if os(macOS)
    let products = Bundle(for: BundleMark.self).bundleURL.deletingLastPathComponent()
  #else
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  #endif
  return products.appendingPathComponent(name)
}

private final class BundleMark {}

/// Skips a test that takes long, unless slow tests are asked for.
public func skipUnlessSlowTestsAreAskedFor() throws {
  try XCTSkipUnless(
    ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
}
