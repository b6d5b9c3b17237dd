import XCTest

@testable import CommandSupport

final class NearestMatchTests: XCTestCase {
  func testTheDistanceCountsInsertionsDeletionsReplacementsAndSwaps() {
    XCTAssertEqual(editDistance("grade", "grade"), 0)
    XCTAssertEqual(editDistance("grad", "grade"), 1)
    XCTAssertEqual(editDistance("graade", "grade"), 1)
    XCTAssertEqual(editDistance("grude", "grade"), 1)
    XCTAssertEqual(editDistance("garde", "grade"), 1)
    XCTAssertEqual(editDistance("", "grade"), 5)
    XCTAssertEqual(editDistance("grade", ""), 5)
    XCTAssertEqual(editDistance("kitten", "sitting"), 3)
  }

  func testTheDistanceIsTheSameBothWays() {
    for (a, b) in [("weave", "leave"), ("status", "tsatus"), ("abc", "xyzw")] {
      XCTAssertEqual(editDistance(a, b), editDistance(b, a))
    }
  }

  func testTheNearestWins() {
    let verbs = ["status", "grade", "train", "trail", "sample"]
    XCTAssertEqual(nearestMatch(to: "grad", among: verbs), "grade")
    XCTAssertEqual(nearestMatch(to: "GRADE", among: verbs), "grade")
    XCTAssertEqual(nearestMatch(to: "trian", among: verbs), "train")
    XCTAssertEqual(nearestMatch(to: "trails", among: verbs), "trail")
    XCTAssertEqual(nearestMatch(to: "sa", among: verbs), "sample")
  }

  func testWhatIsFarFromAllMatchesNone() {
    for word in ["", "x", "lecture", "s"] {
      XCTAssertNil(nearestMatch(to: word, among: ["status", "grade", "train"]), word)
    }
    XCTAssertNil(nearestMatch(to: "grade", among: []))
  }
}
