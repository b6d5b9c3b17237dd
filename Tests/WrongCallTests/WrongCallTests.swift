import XCTest

/// The library stops a program that hands in a wrong shape with a sentence of its own, which names the shapes: a child
/// process makes each of the wrong calls and ends by it.
final class WrongCallTests: XCTestCase {
  func testEveryWrongCallEndsInAMessageThatNamesTheShapes() throws {
    let list = try runOfWrongCalls(["list"]).output.split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    XCTAssertGreaterThan(list.count, 300)
    XCTAssertEqual(Set(list.map { $0[0] }).count, list.count, "each call has a name of its own")
    for (call, end) in zip(list, try runsOfWrongCalls(list.map { ["make", $0[0]] })) {
      XCTAssertFalse(end.isWhole, "\(call[0]): it went on")
      guard let sentence = end.sentence else {
        XCTFail("\(call[0]): no sentence of the library's, but “\(end.errors.prefix(300))”")
        continue
      }
      for part in call.dropFirst() {
        XCTAssertTrue(sentence.contains(part), "\(call[0]): \(part) is not in “\(sentence)”")
      }
    }
  }
}
