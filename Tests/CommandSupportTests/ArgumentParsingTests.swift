import Formats
import XCTest

@testable import CommandSupport

/// What the parser makes of words, whatever the verb.
final class ArgumentParsingTests: XCTestCase {
  private let verb = Verb(
    name: "bake", summary: "bake a cake",
    positionals: [
      Positional("CAKE", help: "Which."), Positional("PLATE", help: "Where.", isRequired: false),
    ],
    options: [
      Option("hours", value: "N", default: "2", help: "How long."),
      Option("heat", value: "X", help: "How hot."),
      Option("wish", value: "TEXT", allowsEmpty: true, help: "What to write on it."),
      Option("quiet", help: "Say nothing."),
    ],
    example: "course bake nutcake", run: { _ in .done })

  private func parse(_ words: String...) throws -> Arguments { try Arguments(parsing: words, for: verb) }

  private func assertError(
    _ words: [String], _ message: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try Arguments(parsing: words, for: verb), file: file, line: line) {
      XCTAssertEqual(($0 as? Complaint)?.description, message, file: file, line: line)
    }
  }

  func testPositionalsAreKnownByTheirPlaceAndOptionsStandAnywhere() throws {
    for words in [["nut", "tray", "--quiet"], ["--quiet", "nut", "tray"], ["nut", "--quiet", "tray"]] {
      let arguments = try Arguments(parsing: words, for: verb)
      XCTAssertEqual(arguments.positional("CAKE"), "nut")
      XCTAssertEqual(arguments.positional("PLATE"), "tray")
      XCTAssertTrue(arguments.flag("quiet"))
    }
    XCTAssertNil(try parse("nut").positional("PLATE"))
    XCTAssertFalse(try parse("nut").flag("quiet"))
  }

  func testAValueBehindASpaceOrAnEqualsSignIsTheSame() throws {
    XCTAssertEqual(try parse("nut", "--heat", "180"), try parse("nut", "--heat=180"))
    XCTAssertEqual(try parse("nut", "--wish=a=b").string("wish"), "a=b")
  }

  func testAnOptionThatIsNotGivenHasTheDefaultOfTheTable() throws {
    XCTAssertEqual(try parse("nut").integer("hours", in: 1...9), 2)
    XCTAssertFalse(try parse("nut").isGiven("hours"))
    XCTAssertTrue(try parse("nut", "--hours", "2").isGiven("hours"))
    XCTAssertNil(try parse("nut").string("heat"))
    XCTAssertNil(try parse("nut").double("heat", in: 0...))
  }

  func testWhatFollowsTwoDashesIsNoOption() throws {
    XCTAssertEqual(try parse("--", "--quiet").positional("CAKE"), "--quiet")
    XCTAssertEqual(try parse("-").positional("CAKE"), "-")
  }

  func testAValueMayBeginWithOneDashAndWithTwoBehindAnEqualsSign() throws {
    XCTAssertEqual(try parse("nut", "--heat", "-1").string("heat"), "-1")
    XCTAssertEqual(try parse("nut", "--wish=--quiet").string("wish"), "--quiet")
    assertError(
      ["nut", "--wish", "--quiet"],
      "--wish needs a value: --wish TEXT; to give '--quiet' write --wish=--quiet")
  }

  func testHelpIsUnderstoodEvenWhereTheRestIsWrong() throws {
    for words in [["--help"], ["-h"], ["a", "b", "c", "-h"], ["-h", "--help"]] {
      XCTAssertTrue(try Arguments(parsing: words, for: verb).flag("help"), "\(words)")
    }
  }

  func testMistakesAreNamedWithTheWayOut() {
    assertError([], "CAKE is missing: course bake CAKE [PLATE] [options]")
    assertError(["a", "b", "c"], "'c' is one argument too many: course bake CAKE [PLATE] [options]")
    assertError([""], "CAKE is empty: course bake CAKE [PLATE] [options]")
    assertError(["a", "--quite"], "there is no option '--quite'. Did you mean '--quiet'?")
    assertError(["a", "-quiet"], "there is no option '-quiet'. Did you mean '--quiet'?")
    assertError(["a", "--zzz=1"], "there is no option '--zzz'. 'course help bake' lists what there is.")
    assertError(["a", "--heat"], "--heat needs a value: --heat X")
    assertError(["a", "--heat="], "--heat needs a value, and '' is empty")
    assertError(["a", "--quiet=yes"], "--quiet takes no value, but 'yes' was given")
    assertError(["a", "--heat", "1", "--heat=1"], "--heat is given twice; say it once")
  }

  func testAnEmptyValueIsOneWhereTheTableAllowsIt() throws {
    XCTAssertEqual(try parse("nut", "--wish", "").string("wish"), "")
    XCTAssertEqual(try parse("nut", "--wish=").string("wish"), "")
  }
}
