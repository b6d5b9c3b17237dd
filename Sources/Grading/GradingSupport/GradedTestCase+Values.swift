import Answering
import CourseSupport
import GradingProtocol
import LinearAlgebra

extension GradedTestCase {
  /// Requires a number to be close to the expected one.
  public func assertClose(
    _ actual: Double, _ expected: Double, _ what: String, within tolerance: Tolerance = .standard,
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let isRight = tolerance.accepts(actual, expected)
    let text =
      "\(what): it is \(named(actual, beside: expected)), expected \(named(expected, beside: actual))."
    try judge(isRight ? nil : text, advice([], hint), file: file, line: line)
  }

  /// Requires a value to equal the expected one. Meant for values of the standard library's own types: the
  /// comparison is the type's, and a student's type would bring a student's comparison.
  public func assertEqual<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String, hint: String? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let text = "\(what): it is \(shown(actual)), expected \(shown(expected, isExpected: true))."
    try judge(actual == expected ? nil : text, advice([], hint), file: file, line: line)
  }

  /// Requires a list to equal the expected one: a short one is shown in full, a long one with its first
  /// difference.
  public func assertEqual<Element: Equatable>(
    _ actual: [Element], _ expected: [Element], _ what: String, hint: String? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    if max(actual.count, expected.count) > 6 {
      return try assertEqual(actual, expected, what, suspects: [], hint: hint, file: file, line: line)
    }
    let relation = AnswerRelation.sentence(actual, expected).map { " \($0)" } ?? ""
    let text = "\(what): it is \(shown(actual)), expected \(shown(expected, isExpected: true)).\(relation)"
    try judge(actual == expected ? nil : text, advice([], hint), file: file, line: line)
  }

  /// Requires every number to be in a range. A bound of 1e8 or more counts as none.
  public func assertWithin(
    _ range: ClosedRange<Double>, _ values: [Double], _ what: String, hint: String? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let outside = values.enumerated().first { !range.contains($0.element) }
    let text = outside.map { index, value in
      let which = values.count > 1 ? "number \(index + 1) of \(values.count)" : "it"
      return "\(what): \(which) is \(named(value, beside: .nan)), expected \(inWords(range))."
    }
    try judge(text, advice([], hint), file: file, line: line)
  }

  private func inWords(_ range: ClosedRange<Double>) -> String {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    if upper >= 1e8 { return lower <= -1e8 ? "a finite number" : "at least \(short(lower))" }
    if lower <= -1e8 { return "at most \(short(upper))" }
    return "\(short(lower)) to \(short(upper))"
  }

  /// Requires two answers to differ: something that should matter does. The message names the mistake.
  public func assertDiffer(
    _ first: [Double], _ second: [Double], _ message: String, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let areEqual =
      first.count == second.count && zip(first, second).allSatisfy { Tolerance.standard.accepts($0, $1) }
    try judge(areEqual ? message : nil, [Advice("", .known)], file: file, line: line)
  }

  /// Requires `body` to throw an error; a stub's `NotImplemented` does not count and passes through.
  public func assertThrows<Value>(
    _ what: String, hint: String? = nil, file: StaticString = #filePath, line: UInt = #line,
    _ body: () throws -> Value
  ) throws {
    do {
      _ = try body()
    } catch let stub as NotImplemented {
      throw stub
    } catch {
      if error.isOfTheGrading { throw error }
      return try judge(nil, file: file, line: line)
    }
    try judge("\(what): it returned a value, expected an error.", advice([], hint), file: file, line: line)
  }

  /// Expected shapes follow from the sizes that an exercise's README names, and are not secret. A student
  /// chooses the shape of an answer, and could put inputs into it.
  private func shown<Value>(_ value: Value, isExpected: Bool = false) -> String {
    isExpected && (value is MatrixShape || value is [MatrixShape])
      ? "\(value)" : Redaction.value(withoutNeedlessEscapes("\(value)"))
  }
}
