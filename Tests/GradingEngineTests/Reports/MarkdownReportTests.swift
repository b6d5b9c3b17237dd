import CourseCatalog
import Formats
import GradingExamples
import XCTest

@testable import GradingEngine

final class MarkdownReportTests: XCTestCase {
  func testAPageForAStudent() {
    let record = ExampleRecord.record(
      [.passed, .failed, .notStarted, .crashed, .passed], message: "entry [0, 1] is 2, expected 1.",
      output: "h")
    XCTAssertEqual(
      MarkdownReport(record).text,
      #"""
      # ann

      **53 of 100 points**

      ## 03 The recurrent neural network: 53 of 100

      | task | what | points | result |
      |---|---|---:|---|
      | 03.1 | a softmax that does not overflow | 20 of 20 | passed |
      | 03.2 | one step of the recurrent cell | 13 of 25 | failed |
      | 03.3 | the prediction from a state | 0 of 10 | not started |
      | 03.4 | the whole forward pass, with its cache | 0 of 25 | crashed |
      | 03.5 | the same step in stacked form | 20 of 20 | passed |

      ### 03.2 one step of the recurrent cell: failed

      1 of 2 checks pass.

      Check: *it is right*

      entry \[0, 1\] is 2, expected 1.

      Your code printed:

      ```text
      h
      ```

      **Hint:** Two products, one bias row, one tanh.

      ### 03.4 the whole forward pass, with its cache: crashed

      Check: *it is right*, *that is right*

      03-RNN/RNN.swift:57:

      entry \[0, 1\] is 2, expected 1.

      Your code printed:

      ```text
      h
      ```

      **Hint:** Two products, one bias row, one tanh.

      Not started yet: 03.3.

      """#)
  }

  func testWhatAStudentWritesBecomesNoMarkup() {
    let text = MarkdownReport(ExampleRecord.mixed).text
    let outsideOfBlocks = text.components(separatedBy: "````text").enumerated().map { index, part in
      index == 0 ? part : part.components(separatedBy: "````\n").dropFirst().joined()
    }.joined()
    XCTAssertFalse(outsideOfBlocks.contains("<script>"))
    XCTAssertFalse(text.contains("\u{1B}") || text.contains("\u{202E}"))
  }

  func testWhatKeptEverythingFromBeingGradedIsSaid() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let reason = "ann.zip is empty. Submit again"
    let report = UnitReport(unit, everywhere: .notStarted, because: reason)
    let text = MarkdownReport(
      SubmissionRecord(
        submission: "ann", contentHash: "", seed: nil, report: CourseReport(units: [report]), seconds: 1)
    ).text
    XCTAssertTrue(text.contains("\n\nann.zip is empty. Submit again.\n\nNot started yet: 03.1, 03.2, "), text)
    let mixed = MarkdownReport(ExampleRecord.mixed).text
    XCTAssertFalse(mixed.contains("Submit again"))
  }

  func testOneCompileErrorIsSaidOnceATask() {
    let text = MarkdownReport(ExampleRecord.record([.doesNotCompile], message: "expected '}'")).text
    XCTAssertEqual(text.components(separatedBy: "expected '}'").count, 2)
    XCTAssertFalse(text.contains("Hint"))
  }
}
