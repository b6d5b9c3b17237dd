import XCTest

/// The library stops a program that passes a wrong shape with its own message, which names the shapes: a
/// child process makes each of the wrong calls and traps.
final class WrongCallTests: XCTestCase {
  func testEveryWrongCallEndsInAMessageThatNamesTheShapes() throws {
    let list = try runOfWrongCalls(["list"]).output.split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    XCTAssertGreaterThan(list.count, 300)
    XCTAssertEqual(Set(list.map { $0[0] }).count, list.count, "each call has its own name")
    for (call, end) in zip(list, try runsOfWrongCalls(list.map { ["make", $0[0]] })) {
      XCTAssertFalse(end.isWhole, "\(call[0]): it continued")
      guard let sentence = end.sentence else {
        XCTFail("\(call[0]): no sentence of the library's, but “\(end.errors.prefix(300))”")
        continue
      }
      for part in call.dropFirst() {
        XCTAssertTrue(sentence.contains(part), "\(call[0]): \(part) is not in “\(sentence)”")
      }
    }
  }

  func testARandomCallEndsInASentenceOrInSoundNumbers() throws {
    let seeds = 1...500
    var (whole, stopped) = (0, 0)
    for (seed, end) in zip(seeds, try runsOfWrongCalls(seeds.map { ["random", "\($0)"] })) {
      if end.isWhole { whole += 1 } else if end.sentence != nil { stopped += 1 }
      XCTAssertTrue(
        end.isWhole || end.sentence != nil,
        "seed \(seed): “\(end.output.prefix(300))” “\(end.errors.prefix(300))”")
    }
    // Both kinds of end are common, or the draws would show nothing.
    XCTAssertGreaterThan(whole, 150)
    XCTAssertGreaterThan(stopped, 100)
  }
}
