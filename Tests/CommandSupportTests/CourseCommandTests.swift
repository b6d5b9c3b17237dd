import CourseCatalog
import Formats
import XCTest

@testable import CommandSupport

/// From words to a request.
final class CourseCommandTests: XCTestCase {
  private let command = CourseCommand([], terminal: Terminal(isInteractive: false))

  private func text(_ words: String...) throws -> String? {
    if case .text(let text) = try command.request(words) { text } else { nil }
  }

  private func assertError(
    _ words: [String], _ message: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try command.request(words), file: file, line: line) {
      XCTAssertEqual(($0 as? Complaint)?.description, message, file: file, line: line)
    }
  }

  func testNoVerbMeansStatus() throws {
    for words in [[], ["--json"], ["status", "--json"]] {
      guard case .work(let verb, let arguments) = try command.request(words) else { return XCTFail() }
      XCTAssertEqual(verb.name, "status")
      XCTAssertEqual(arguments.flag(.json), !words.isEmpty)
    }
  }

  func testHelpIsTheSameByEveryRoad() throws {
    XCTAssertEqual(try text("--help"), try text("-h"))
    XCTAssertEqual(try text("--help")?.hasPrefix("A course on recurrent neural networks"), true)
    for verb in Verb.all {
      XCTAssertEqual(try text(verb.name, "--help"), try text(verb.name, "-h"))
      XCTAssertEqual(try text(verb.name, "-h")?.hasPrefix("course \(verb.name): "), true)
    }
  }

  func testTheVersion() throws {
    XCTAssertEqual(try text("--version"), "course \(CourseCommand.version)")
  }

  func testAMistypedVerbGetsTheNearestOne() {
    assertError(["hepl"], "there is no verb 'hepl'. Did you mean 'help'?")
    assertError(["statsu", "--json"], "there is no verb 'statsu'. Did you mean 'status'?")
    assertError(["xyzzy"], "there is no verb 'xyzzy'. 'course help' lists what there is.")
  }

  func testAUnitInTheVerbsPlaceIsTold() {
    let read = Verb(
      name: "read", group: .learn, summary: "read", positionals: [Positional(.unit, help: "Which.")],
      example: "course read 03")
    let command = CourseCommand([], verbs: [read], terminal: Terminal(isInteractive: false))
    XCTAssertThrowsError(try command.request(["3"])) {
      XCTAssertEqual(
        "\($0)", Complaint("'3' is a unit; put a verb before it: 'course read 03'").description)
    }
  }

  func testAnUnknownUnitGetsTheNearestOrTheList() throws {
    let verb = Verb(
      name: "read", group: .learn, summary: "read",
      positionals: [Positional(.unit, help: "Which.", isRequired: false)],
      example: "course read")
    XCTAssertNil(try Arguments(parsing: [], for: verb).unit())
    XCTAssertEqual(try Arguments(parsing: ["rnn"], for: verb).unit()?.number, "03")
    XCTAssertThrowsError(try Arguments(parsing: ["03-RNM"], for: verb).unit()) {
      XCTAssertEqual("\($0)", "there is no unit '03-RNM'. Did you mean '03-RNN'?")
    }
    XCTAssertThrowsError(try Arguments(parsing: ["cooking"], for: verb).unit()) {
      XCTAssertTrue("\($0)".contains(Course.units.map(\.folder).joined(separator: ", ")), "\($0)")
    }
  }

  func testWhatToTypeFollowsFromHowTheCommandWasCalled() {
    XCTAssertEqual(
      Invocation.command(forExecutable: "/c/.build/x86_64-unknown-linux-gnu/debug/course"), "swift run course"
    )
    XCTAssertEqual(Invocation.command(forExecutable: ".build/release/course"), "swift run -c release course")
    XCTAssertEqual(Invocation.command(forExecutable: "course"), "course")
    XCTAssertEqual(Invocation.command(forExecutable: "/usr/local/bin/course"), "course")
  }

  func testColoursOnlyWhereTheyAreShown() {
    XCTAssertEqual(Terminal(isInteractive: false).bold("x"), "x")
    XCTAssertEqual(Terminal(isInteractive: true).bold("x"), "\u{1B}[1mx\u{1B}[0m")
    XCTAssertEqual(Terminal(isInteractive: true, showsColors: false).red("x"), "x")
  }

  func testAComplaintsFaultDecidesTheExitCode() {
    for (complaint, status) in [
      (Complaint("no"), ExitStatus.invalidInput), (Complaint.ofCourse("no"), .internalError),
      (Complaint.ofSystem("no"), .internalError),
    ] {
      let command = CourseCommand(
        [Action(.status) { _ in throw complaint }], terminal: Terminal(isInteractive: false))
      XCTAssertEqual(command.run([]), status)
    }
  }

  func testAnErrorOfALibraryIsTheUsersWhereTheProgramSaysSo() {
    struct Odd: Error {}
    let fails = Action(.status) { _ in throw Odd() }
    let terminal = Terminal(isInteractive: false)
    XCTAssertEqual(CourseCommand([fails], terminal: terminal).run([]), .internalError)
    XCTAssertEqual(
      CourseCommand([fails], terminal: terminal, complaint: { $0 is Odd ? Complaint("odd") : nil }).run([]),
      .invalidInput)
  }

  func testWrappingKeepsEveryWordAndTheWidth() {
    let text = "one two three four five sixteen-letters-long six"
    let lines = wrap(text, width: 11)
    XCTAssertEqual(lines.joined(separator: " "), text)
    XCTAssertEqual(lines, ["one two", "three four", "five", "sixteen-letters-long", "six"])
  }

  func testWrappingKeepsRunsOfSpaces() {
    XCTAssertEqual(wrap("it is \"a  b\", not \"a b\"", width: 14), ["it is \"a  b\",", "not \"a b\""])
    XCTAssertEqual(wrap("  a   ", width: 9), ["a"])
    XCTAssertEqual(wrap("\"a   b   c   d\"", width: 6), ["\"a   b", "   c  ", " d\""])
    XCTAssertEqual(wrap("", width: 6), [""])
  }
}
