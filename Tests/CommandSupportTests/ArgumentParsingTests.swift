import Formats
import XCTest

@testable import CommandSupport

/// How the parser reads words, whatever the verb.
final class ArgumentParsingTests: XCTestCase {
  private let verb = Verb(
    name: "bake", group: .help, summary: "bake a cake",
    positionals: [
      Positional(.file, help: "Which."), Positional(.dir, help: "Where.", isRequired: false),
    ],
    options: [
      Option(.length, value: "N", default: "2", help: "How long."),
      Option(.rate, value: "X", help: "How hot."),
      Option(.prompt, value: "TEXT", allowsEmpty: true, help: "The text to write on it."),
      Option(.quick, help: "Say nothing."),
    ],
    example: "course bake nutcake")

  private func parse(_ words: String...) throws -> Arguments { try Arguments(parsing: words, for: verb) }

  private func assertError(
    _ words: [String], _ message: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try Arguments(parsing: words, for: verb), file: file, line: line) {
      XCTAssertEqual(($0 as? Complaint)?.description, message, file: file, line: line)
    }
  }

  func testPositionalsAreKnownByTheirPlaceAndOptionsStandAnywhere() throws {
    for words in [["nut", "tray", "--quick"], ["--quick", "nut", "tray"], ["nut", "--quick", "tray"]] {
      let arguments = try Arguments(parsing: words, for: verb)
      XCTAssertEqual(arguments.positional(.file), "nut")
      XCTAssertEqual(arguments.positional(.dir), "tray")
      XCTAssertTrue(arguments.flag(.quick))
    }
    XCTAssertNil(try parse("nut").positional(.dir))
    XCTAssertFalse(try parse("nut").flag(.quick))
  }

  func testAValueBehindASpaceOrAnEqualsSignIsTheSame() throws {
    XCTAssertEqual(try parse("nut", "--rate", "180"), try parse("nut", "--rate=180"))
    XCTAssertEqual(try parse("nut", "--prompt=a=b").string(.prompt), "a=b")
  }

  func testAnOptionThatIsNotGivenHasTheDefaultOfTheTable() throws {
    XCTAssertEqual(try parse("nut").integer(.length, in: 1...9), 2)
    XCTAssertFalse(try parse("nut").isGiven(.length))
    XCTAssertTrue(try parse("nut", "--length", "2").isGiven(.length))
    XCTAssertNil(try parse("nut").string(.rate))
    XCTAssertNil(try parse("nut").double(.rate, in: 0...))
  }

  func testWhatFollowsTwoDashesIsNoOption() throws {
    XCTAssertEqual(try parse("--", "--quick").positional(.file), "--quick")
    XCTAssertEqual(try parse("-").positional(.file), "-")
  }

  func testAValueMayBeginWithOneDashAndWithTwoBehindAnEqualsSign() throws {
    XCTAssertEqual(try parse("nut", "--rate", "-1").string(.rate), "-1")
    XCTAssertEqual(try parse("nut", "--prompt=--quick").string(.prompt), "--quick")
    assertError(
      ["nut", "--prompt", "--quick"],
      "--prompt needs a value: --prompt TEXT; to pass '--quick' write --prompt=--quick")
  }

  func testHelpIsUnderstoodEvenWhereTheRestIsWrong() throws {
    for words in [["--help"], ["-h"], ["a", "b", "c", "-h"], ["-h", "--help"]] {
      XCTAssertTrue(try Arguments(parsing: words, for: verb).flag(.help), "\(words)")
    }
  }

  func testMistakesAreNamedWithTheWayOut() {
    assertError([], "FILE is missing: course bake FILE [DIR] [options]")
    assertError(["a", "b", "c"], "'c' is one argument too many: course bake FILE [DIR] [options]")
    assertError([""], "FILE is empty: course bake FILE [DIR] [options]")
    assertError(["a", "--quite"], "there is no option '--quite'. Did you mean '--quick'?")
    assertError(["a", "-quick"], "there is no option '-quick'. Did you mean '--quick'?")
    assertError(["a", "--zzz=1"], "there is no option '--zzz'. 'course help bake' lists what there is.")
    assertError(["a", "--rate"], "--rate needs a value: --rate X")
    assertError(["a", "--rate="], "--rate needs a value, and '' is empty")
    assertError(["a", "--quick=yes"], "--quick takes no value, but 'yes' was given")
    assertError(["a", "--rate", "1", "--rate=1"], "--rate is given twice; give it once")
  }

  func testAnEmptyValueIsOneWhereTheTableAllowsIt() throws {
    XCTAssertEqual(try parse("nut", "--prompt", "").string(.prompt), "")
    XCTAssertEqual(try parse("nut", "--prompt=").string(.prompt), "")
  }
}
