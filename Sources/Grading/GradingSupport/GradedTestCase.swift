import Answering
import CourseSupport
import Foundation
import LinearAlgebra
import XCTest

/// The base class of every grading suite.
///
/// A check is a test method named `testTask2_stepUsesThePreviousState`: the number says which task it belongs to,
/// the rest is the sentence that a student reads. Its body stands in ``grade(file:line:_:)``, and compares by this
/// class's own methods, which say what a student should know, and tell the engine.
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
/// Under plain `swift test` a stub that is not written yet is a skip that says where to write, and a wrong answer
/// is an ordinary failure. Under the grading engine the same outcome also goes to the engine.
open class GradedTestCase: XCTestCase {
  private(set) var outcome: CheckOutcome?
  var comparisons = 0
  /// Whether messages leave out what follows from secret inputs; see ``Disclosure``.
  lazy var withholdsValues = GradingChannel.shared != nil && SuiteSeed.given != nil

  /// Opens the line to the engine, and takes the seed, before any of the student's code runs.
  open override class func setUp() {
    super.setUp()
    _ = GradingChannel.shared
    _ = SuiteSeed.given
  }

  /// Runs the check, and tells the engine when it begins and how it ended.
  open override func invokeTest() {
    guard let channel = GradingChannel.shared else { return super.invokeTest() }
    channel.begin(identifier)
    super.invokeTest()
    channel.end(identifier, finalOutcome)
  }

  /// Runs the body of a check.
  ///
  /// - Parameters:
  ///   - file: where the check stands; leave it out.
  ///   - line: where the check stands; leave it out.
  ///   - body: calls the student's code and compares; every comparison is marked `try`, since the first
  ///     wrong answer ends the check.
  /// - Throws: `XCTSkip` where the student's code throws `NotImplemented`. Any other error of the student's is a
  ///   failure with that error's text.
  public func grade(file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void) throws {
    do {
      try body()
      outcome = passOrSuiteMistake()
    } catch let stub as NotImplemented {
      // Function, file and line are a stub's own words, and so a way out for what is secret.
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
      outcome = CheckOutcome(verdict: .failed, message: "what it returned is no value of its type")
    } catch let mistake as WrongAnswer {
      fail(mistake.message, file: mistake.file, line: mistake.line)
    } catch {
      let text = "it threw an error instead of an answer: \(Disclosure.value("\(error)"))"
      fail(disclosed(text), file: file, line: line)
    }
  }

  /// A check that compared nothing would give points to anything.
  private func passOrSuiteMistake() -> CheckOutcome {
    if comparisons == 0 {
      XCTFail("this check compares nothing")
      return CheckOutcome(verdict: .graderError, message: "this check compares nothing")
    }
    return CheckOutcome(verdict: .passed)
  }

  private func fail(_ message: String, file: StaticString, line: UInt) {
    outcome = CheckOutcome(verdict: .failed, message: message, file: "\(file)", line: Int(line))
    XCTFail(message, file: file, line: line)
  }

  private var finalOutcome: CheckOutcome {
    guard let outcome else {
      return CheckOutcome(verdict: .graderError, message: "this check does not stand in grade { … }")
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

  /// Every comparison passes here: `message` is what is wrong, or `nil` where nothing is.
  func judge(_ message: String?, file: StaticString, line: UInt) throws {
    comparisons += 1
    if let message { throw WrongAnswer(message: disclosed(message), file: file, line: line) }
  }

  private func disclosed(_ message: String) -> String {
    Disclosure.message(message, withholdingValues: withholdsValues)
  }

  /// Random numbers for this check: the same in every run, unless `COURSE_SEED` is set to something else.
  public func makeGenerator() -> SplitMix64 {
    SplitMix64(seed: fingerprint("\(SuiteSeed.given ?? "1990") \(identifier)"))
  }
}

/// Ends a check at its first wrong answer.
struct WrongAnswer: Error {
  var message: String
  var file: StaticString
  var line: UInt
}

/// A number made of a text (Fowler, Noll and Vo's hash, 1991), the same in every process.
func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
