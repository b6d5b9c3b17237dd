import Answering
import CourseSupport
import GradingProtocol

extension GradedTestCase {
  /// Requires a list of values, such as tokens or labels, to be the expected one; the message shows the first
  /// element that differs.
  ///
  /// Meant for values of the standard library's own types, like `assertEqual`.
  ///
  /// - Parameters:
  ///   - actual: the student's answer.
  ///   - expected: the correct one.
  ///   - what: names the answer at the start of the message, `"encodeLabels(_:categories:)"`.
  ///   - suspects: known mistakes with their answers; if the answer equals one, the message names it.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check is; omit it.
  ///   - line: where the check is; omit it.
  public func assertEqual<Element: Equatable>(
    _ actual: [Element], _ expected: [Element], _ what: String, suspects: [ValueSuspect<[Element]>] = [],
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let known = suspects.advice(on: actual, not: expected)
    let relation = known.isEmpty ? AnswerRelation.sentence(actual, expected) : nil
    try judge(
      ListDifference(actual, expected).map { "\(what): \($0)." + (relation.map { " \($0)" } ?? "") },
      advice(known, hint), file: file, line: line)
  }

  /// Requires a single value to be the expected one, and names the mistake if a suspect fits.
  public func assertEqual<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String, suspects: [ValueSuspect<Value>],
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let text = "\(what): \(difference(actual, expected))."
    try judge(
      actual == expected ? nil : text, advice(suspects.advice(on: actual, not: expected), hint), file: file,
      line: line)
  }

  /// Requires `body` to throw a certain error; a stub's `NotImplemented` passes through.
  ///
  /// - Parameters:
  ///   - what: names the call, `"encodeLabels(_:categories:) of a category not seen before"`.
  ///   - expected: the error in words, as `describe` puts it.
  ///   - describe: the error in words, or `nil` for one of another kind, which is shown unchanged.
  ///   - suspects: known mistakes with the value they return instead of throwing.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check is; omit it.
  ///   - line: where the check is; omit it.
  ///   - body: calls the student's code.
  public func assertThrows<Value: Equatable>(
    _ what: String, _ expected: String, as describe: (any Error) -> String?,
    suspects: [ValueSuspect<Value>] = [], hint: String? = nil, file: StaticString = #filePath,
    line: UInt = #line, _ body: () throws -> Value
  ) throws {
    let value: Value
    do {
      value = try body()
    } catch let stub as NotImplemented {
      throw stub
    } catch {
      if error.isOfTheGrading { throw error }
      let given = describe(error) ?? String(describing: error)
      let text = "\(what): it threw \(Redaction.value(given)), expected \(Redaction.value(expected))."
      return try judge(given == expected ? nil : text, advice([], hint), file: file, line: line)
    }
    let text =
      "\(what): it returned \(sourceText(value)), expected the error \(Redaction.value(expected))."
    let mistakes = suspects.filter { $0.value == value }.map(\.advice)
    try judge(text, advice(mistakes, hint), file: file, line: line)
  }

  /// A value as source code would write it, for a message: `"a\tb"` with its quotes; long ones are cut.
  public func quoted<Value>(_ value: Value) -> String { sourceText(value) }
}

/// The error in a single value. For long texts, the part around the first difference is shown.
func difference<Value>(_ actual: Value, _ expected: Value) -> String {
  guard let given = actual as? String, let wanted = expected as? String, max(given.count, wanted.count) > 60
  else { return "it is \(sourceText(actual)), expected \(sourceText(expected))" }
  let (given0, wanted0) = (Array(given), Array(wanted))
  let place = zip(given0, wanted0).prefix { $0 == $1 }.count
  func part(_ text: [Character]) -> String {
    text.count <= place
      ? "it ends" : sourceText(String(text[max(0, place - 10)..<min(text.count, place + 30)]))
  }
  let counts =
    "of \(Redaction.value("\(given0.count)")) characters, \(Redaction.value("\(wanted0.count)")) expected"
  return "the first difference is at character \(Redaction.value("\(place)")) (\(counts)): "
    + "the text around it is \(part(given0)), expected \(part(wanted0))"
}
