import XCTest

@testable import GradingEngine

final class ReferenceSpliceTests: XCTestCase {
  private let solution = """
    /// Task 1. One.
    public func one(_ x: Int) throws -> Int { help(help: x) + Tool.twice }
    private func help(help: Int) -> Int { help }

    public struct A {
      /// Task 2. Two.
      public func two() throws -> Int { deep() }
      /// Task 2. Two, otherwise.
      public func two(_ y: Int) throws -> Int { y }
      private func deep() -> Int { 2 }
    }
    private enum Tool { static let twice = 2 }
    """
  private let stub = """
    public func one(_ x: Int) throws -> Int { throw NotImplemented() }
    public struct A {
      /// Task 2. Two.
      public func two() throws -> Int { throw NotImplemented() }
      public func two(_ y: Int) throws -> Int { throw NotImplemented() }
    }
    """

  private func splice(_ tasks: Set<Int>, _ own: String) -> String? {
    ReferenceSplice(solution: ["F.swift": solution], stubs: ["F.swift": stub])
      .replacing(tasks, in: ["F.swift": own])?["F.swift"]
  }

  func testFilesThatTheReferenceLacksStayAsTheyAre() {
    let own = ["F.swift": stub, "Helpers.swift": "func helper() {}"]
    let splice = ReferenceSplice(solution: ["F.swift": solution], stubs: ["F.swift": stub])
    let result = splice.replacing([1], in: own)
    XCTAssertEqual(result?["Helpers.swift"], "func helper() {}")
    XCTAssertNotEqual(result?["F.swift"], stub)
  }

  func testOnlyBodiesAreReplacedAndHelpersComeUnderOtherNames() throws {
    let own = """
      // mine
      public func one( _ x: Int ) throws -> Int { 7 }
      public struct A { public func two() throws -> Int { try one(1) } }
      private func help() {}
      """
    XCTAssertEqual(
      splice([1], own),
      """
      // mine
      public func one( _ x: Int ) throws -> Int { help_ofTheReference(help: x) + Tool_ofTheReference.twice }
      public struct A { public func two() throws -> Int { try one(1) } }
      private func help() {}
      private func help_ofTheReference(help: Int) -> Int { help_ofTheReference }

      private enum Tool_ofTheReference { static let twice = 2 }

      """)
  }

  func testMembersFindTheirTypeAndOverloadsTheirSignature() throws {
    let own = """
      struct A {}
      extension A {
        public func two(_ y: Int) throws -> Int { 0 }
        public func two() throws -> Int { 1 }
      }
      """
    let text = try XCTUnwrap(splice([2], own))
    XCTAssertTrue(text.contains("func two(_ y: Int) throws -> Int { y }"), text)
    XCTAssertTrue(text.contains("func two() throws -> Int { deep_ofTheReference() }"), text)
    XCTAssertTrue(text.contains("extension A {\nprivate func deep_ofTheReference() -> Int { 2 }"), text)
  }

  func testAFunctionWithoutACounterpartStopsTheSplice() {
    XCTAssertNil(splice([1], "public func another() throws {}"))
    XCTAssertNil(splice([2], "struct A { func two() throws {} }"), "the second function is missing")
  }

  func testOnlyAChangedBodyIsBegun() {
    let splice = ReferenceSplice(solution: ["F.swift": solution], stubs: ["F.swift": stub])
    func isBegun(_ text: String) -> Bool { splice.isBegun(2, in: ["F.swift": text]) }
    XCTAssertFalse(isBegun(stub))
    XCTAssertFalse(isBegun(stub.replacingOccurrences(of: "{ throw", with: "{\n  // soon\n  throw")))
    XCTAssertTrue(
      isBegun(
        stub.replacingOccurrences(
          of: "two() throws -> Int { throw NotImplemented() }", with: "two() throws -> Int { 1 }")))
  }
}
