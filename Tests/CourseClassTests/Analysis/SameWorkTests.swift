import CommandSupport
import XCTest

@testable import GradingEngine
@testable import course_class

final class SameWorkTests: XCTestCase {
  private func print(
    _ file: String, _ text: String, bytes: String? = nil, origin: SourceFingerprint.Origin = .own,
    count: Int = 90
  ) -> SourceFingerprint {
    SourceFingerprint(
      file: "03-RNN/\(file)", exact: bytes ?? text, normalized: text, tokenCount: count, origin: origin)
  }

  private func groups(_ submissions: [(String, [SourceFingerprint])]) -> [SameWork.Group] {
    var work = SameWork()
    for (name, prints) in submissions { work.add(prints, of: name) }
    return work.groups
  }

  func testSubmissionsThatAgreeInAllFilesAreOneGroup() {
    let found = groups([
      ("ann", [print("A", "x"), print("B", "y")]), ("bob", [print("A", "z"), print("B", "u")]),
      ("cat", [print("A", "x"), print("B", "y")]),
    ])
    XCTAssertEqual(found.map(\.names), [["ann", "cat"]])
    XCTAssertEqual(found.map(\.what), ["all files"])
    XCTAssertEqual(found.map(\.tokenCount), [180])
    XCTAssertEqual(found.map(\.isExact), [true])
  }

  func testCommentsAndSpacesAreSaid() {
    let found = groups([
      ("ann", [print("A", "x", bytes: "1")]), ("bob", [print("A", "x", bytes: "2")]),
    ])
    XCTAssertEqual(found.map(\.isExact), [false])
    XCTAssertEqual(found.map(\.what), ["03-RNN/A"])
  }

  func testASharedFileIsNamedWhereTheRestDiffers() {
    let found = groups([
      ("ann", [print("A", "x"), print("B", "y")]), ("bob", [print("A", "x"), print("B", "u")]),
    ])
    XCTAssertEqual(found.map(\.what), ["03-RNN/A"])
  }

  func testUntouchedStubsSayNothing() {
    let stub = print("A", "stub", origin: .stub)
    XCTAssertEqual(groups([("ann", [stub]), ("bob", [stub])]), [])
    let found = groups([
      ("ann", [stub, print("B", "y")]), ("bob", [stub, print("B", "y")]),
    ])
    XCTAssertEqual(found.map(\.what), ["03-RNN/B"])
  }

  func testTheCoursesOwnSolutionIsRecognizedInASingleSubmission() {
    let found = groups([("ann", [print("A", "x", origin: .solution)])])
    XCTAssertEqual(found.map(\.isSolution), [true])
    XCTAssertTrue(found[0].words.contains("own solution"))
  }
}
