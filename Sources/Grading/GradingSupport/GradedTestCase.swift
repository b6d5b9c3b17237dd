import Answering
import CourseSupport
import Foundation
import GradingProtocol
import LinearAlgebra
import XCTest

/// The base class of every grading suite.
///
/// A check is a test method named `testTask2_stepUsesThePreviousState`: the number is the task it belongs to,
/// the rest is the sentence a student reads. Its body is in ``grade(file:line:_:)``, and compares with this
/// class's own methods, which write the feedback and notify the engine.
///
/// ```swift
/// func testTask1_rowsSumToOne() throws {
///   try grade {
///     let p = try softmax(logits)                    // [B, V]
///     try assertClose(p.rowSums(), ones, "the sum of each row")
///   }
/// }
/// ```
///
/// Under plain `swift test` a stub that is not written yet is a skip that shows where to write, and a wrong
/// answer is an ordinary failure. Under the grading engine the same outcome also goes to the engine.
open class GradedTestCase: XCTestCase {
  private(set) var outcome: CheckOutcome?
  var comparisons = 0
  /// Whether messages omit everything that follows from secret inputs; see ``Redaction``.
  lazy var withholdsValues = GradingChannel.shared != nil && SuiteSeed.given != nil

  /// Opens the channel to the engine, and takes the seed, before any of the student's code runs.
  open override class func setUp() {
    super.setUp()
    _ = GradingChannel.shared
    _ = SuiteSeed.given
  }

  /// Runs the check, and reports to the engine when it begins and how it ended.
  open override func invokeTest() {
    guard let channel = GradingChannel.shared else { return super.invokeTest() }
    channel.begin(identifier)
    super.invokeTest()
    channel.end(identifier, finalOutcome)
  }

  /// Runs the body of a check.
  ///
  /// - Parameters:
  ///   - file: where the check is; omit it.
  ///   - line: where the check is; omit it.
  ///   - body: calls the student's code and compares; every comparison is marked `try`, because the first
  ///     wrong answer ends the check.
  /// - Throws: `XCTSkip` if the student's code throws `NotImplemented`. Any other error of the student's is a
  ///   failure with that error's text.
  public func grade(file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void) throws {
    do {
      try body()
      outcome = passOrSuiteMistake()
    } catch let stub as NotImplemented {
      // Function, file and line come from the stub, so they could leak secrets.
      outcome =
        withholdsValues
        ? CheckOutcome(verdict: .notStarted, message: "it is not written yet")
        : CheckOutcome(
          verdict: .notStarted, message: "\(stub.function) is not written yet", file: stub.file,
          line: stub.line)
      throw XCTSkip("\(stub)", file: file, line: line)
    } catch is AnswerLost {
      outcome = CheckOutcome(verdict: .crashed, lost: .ended)
    } catch let missing as AnswerMissing {
      outcome = CheckOutcome(verdict: .signatureChanged, lost: .missing(missing.call))
    } catch is AnswerUnreadable {
      outcome = CheckOutcome(verdict: .failed, message: "it returned an invalid value of its type")
    } catch let mistake as WrongAnswer {
      fail(mistake, mistake.file, mistake.line)
    } catch {
      let call = withholdsValues ? CallInWords.latest?.name : CallInWords.latest?.text
      let text =
        "\(call ?? "it") threw an error instead of returning a value: \(Redaction.value("\(error)"))"
      fail(WrongAnswer(statement: redacted(text), file: file, line: line), file, line)
    }
  }

  /// A check that compared nothing would pass any answer.
  private func passOrSuiteMistake() -> CheckOutcome {
    if comparisons == 0 {
      XCTFail("this check compares nothing")
      return CheckOutcome(verdict: .graderError, message: "this check compares nothing")
    }
    return CheckOutcome(verdict: .passed)
  }

  private func fail(_ answer: WrongAnswer, _ file: StaticString, _ line: UInt) {
    outcome = CheckOutcome(
      verdict: .failed, message: answer.statement, advice: answer.advice, file: "\(file)", line: Int(line))
    XCTFail(answer.message, file: file, line: line)
  }

  private var finalOutcome: CheckOutcome {
    guard let outcome else {
      return CheckOutcome(verdict: .graderError, message: "this check is not inside grade { … }")
    }
    if outcome.verdict == .passed, testRun.map({ $0.totalFailureCount > 0 }) ?? false {
      return CheckOutcome(verdict: .graderError, message: "this check fails outside of grade { … }")
    }
    return outcome
  }

  /// `Suite03RNN.RNNTests/testTask1_rowsSumToOne`, the same on every platform.
  private var identifier: String {
    let method = name.split(whereSeparator: { ". ]".contains($0) }).last ?? ""
    return "\(String(reflecting: type(of: self)))/\(method)"
  }

  /// Every comparison passes here.
  ///
  /// - Parameters:
  ///   - statement: what is wrong, or `nil` if nothing is.
  ///   - advice: possible additions, the surest first.
  func judge(_ statement: String?, _ advice: [Advice] = [], file: StaticString, line: UInt) throws {
    comparisons += 1
    guard let statement else { return }
    throw WrongAnswer(
      statement: redacted(statement),
      advice: advice.map { Advice(redacted($0.sentence), $0.kind, task: $0.task) }, file: file, line: line)
  }

  /// The mistakes that explain an answer, and then the hint.
  func advice(_ mistakes: [Advice], _ hint: String?) -> [Advice] {
    mistakes + (hint.map { [Advice($0, .hint)] } ?? [])
  }

  private func redacted(_ message: String) -> String {
    Redaction.message(message, withholdingValues: withholdsValues)
  }

  /// Random numbers for this check: the same in every run, unless `COURSE_SEED` is set to something else.
  public func makeGenerator() -> SplitMix64 { SplitMix64(seed: fingerprint("\(Self.seed) \(identifier)")) }

  /// The seed of the random numbers of all checks; for values several checks share.
  public static var seed: String { SuiteSeed.given ?? "1990" }
}

/// Ends a check at its first wrong answer.
struct WrongAnswer: Error {
  var statement: String
  var advice: [Advice] = []
  var file: StaticString
  var line: UInt

  /// The text for plain `swift test`, which has no results of other tasks.
  var message: String { statement + (advice.first.map(\.continuation) ?? "") }
}

/// The hash of a text (Fowler, Noll and Vo, 1991), the same in every process.
func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
