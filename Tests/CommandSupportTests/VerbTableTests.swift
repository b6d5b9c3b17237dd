import XCTest

@testable import CommandSupport

/// The rules for every verb of the table, so a new row is checked without a new test.
final class VerbTableTests: XCTestCase {
  private let help = HelpText(Terminal(isInteractive: false))

  func testNamesAreUniqueAndPlain() {
    XCTAssertGreaterThan(Verb.all.count, 1)
    XCTAssertEqual(Set(Verb.all.map(\.name)).count, Verb.all.count)
    for verb in Verb.all {
      XCTAssertTrue(verb.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }, verb.name)
      let options = (verb.options + [.help]).map(\.name)
      XCTAssertEqual(Set(options).count, options.count, "\(verb.name) has an option twice")
    }
  }

  func testTheOverviewNamesEveryVerb() {
    let overview = help.overview(of: Verb.all)
    for verb in Verb.all { XCTAssertTrue(overview.contains("  \(verb.name) "), verb.name) }
  }

  func testThePageOfAVerbShowsEveryArgumentOptionAndDefault() {
    for verb in Verb.all {
      let page = flattened(help.page(for: verb))
      XCTAssertTrue(page.contains(verb.usage), verb.name)
      for positional in verb.positionals {
        XCTAssertTrue(
          page.contains("\(positional.name.rawValue) \(flattened(positional.help))"), positional.name.rawValue
        )
      }
      for option in verb.options + [.help] {
        let row = "\(option.usage) \(flattened(option.help))"
        XCTAssertTrue(page.contains(row), "\(verb.name): \(row)")
        if let value = option.defaultValue { XCTAssertTrue(page.contains("Default: \(value)."), row) }
      }
      for status in ExitStatus.allCases {
        XCTAssertTrue(page.contains("\(status.rawValue) \(status.meaning)"), verb.name)
      }
    }
  }

  func testEveryVerbHasAnExampleThatParsesAndIsShown() throws {
    let command = CourseCommand([], terminal: Terminal(isInteractive: false))
    for verb in Verb.all {
      let lines = verb.example.split(separator: "\n").map(String.init)
      XCTAssertFalse(lines.isEmpty, verb.name)
      for line in lines {
        let words = shellWords(line)
        XCTAssertEqual(words.first, "course", line)
        guard case .work(let named, let arguments) = try command.request(Array(words.dropFirst())) else {
          return XCTFail("\(line) asks for help")
        }
        XCTAssertEqual(named.name, verb.name, line)
        if verb.positionals.contains(where: { $0.name == .unit }) {
          XCTAssertNoThrow(try arguments.taskOrUnit(.unit), line)
        }
        XCTAssertTrue(help.page(for: verb).contains("\n  " + line), line)
      }
    }
  }

  func testSentencesOfHelpEndAndSummariesFitALine() {
    for verb in Verb.all {
      XCTAssertLessThanOrEqual(verb.summary.count, 66, verb.name)
      XCTAssertFalse(verb.summary.hasSuffix("."), verb.name)
      for help in verb.positionals.map(\.help) + verb.options.map(\.help) {
        XCTAssertTrue(help.hasSuffix("."), "\(verb.name): \(help)")
      }
    }
  }

  /// Line breaks and columns undone: wrapping must not decide what a page says.
  private func flattened(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
