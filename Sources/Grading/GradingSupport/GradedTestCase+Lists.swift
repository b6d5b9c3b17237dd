import CourseSupport

extension GradedTestCase {
  /// Requires a list of values, such as tokens or labels, to be the expected one; the message shows the first
  /// element that differs.
  ///
  /// Meant for values of the standard library's own types, as ``assertEqual(_:_:_:hint:file:line:)`` is.
  ///
  /// - Parameters:
  ///   - actual: the student's answer.
  ///   - expected: the right one.
  ///   - what: names the answer at the start of the message, `"encodeLabels(_:categories:)"`.
  ///   - suspects: known mistakes with their answers; where the answer equals one, the message says so.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check stands; leave it out.
  ///   - line: where the check stands; leave it out.
  public func assertEqual<Element: Equatable>(
    _ actual: [Element], _ expected: [Element], _ what: String, suspects: [ValueSuspect<[Element]>] = [],
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let difference = ListDifference(actual, expected).map { difference in
      [
        "\(what): \(difference).", suspects.sentence(for: actual, not: expected) ?? hint,
      ].compactMap { $0 }.joined(separator: " ")
    }
    try judge(difference, file: file, line: line)
  }

  /// Requires a single value to be the expected one, and names the mistake where a suspect fits.
  public func assertEqual<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String, suspects: [ValueSuspect<Value>],
    hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let text = [
      "\(what): it is \(sourceText(actual)), expected \(sourceText(expected)).",
      suspects.sentence(for: actual, not: expected) ?? hint,
    ].compactMap { $0 }.joined(separator: " ")
    try judge(actual == expected ? nil : text, file: file, line: line)
  }

  /// Requires `body` to throw a certain error; a stub's `NotImplemented` passes through.
  ///
  /// - Parameters:
  ///   - what: names what is asked, `"encodeLabels(_:categories:) of a category not seen before"`.
  ///   - expected: the error in words, as `describe` puts it.
  ///   - describe: the error in words, or `nil` for one of another kind, which is shown as it is.
  ///   - suspects: known mistakes with the value that they return where an error belongs.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check stands; leave it out.
  ///   - line: where the check stands; leave it out.
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
      let given = describe(error) ?? String(describing: error)
      let text = [
        "\(what): it threw \(Disclosure.value(given)), expected \(Disclosure.value(expected)).", hint,
      ].compactMap { $0 }
      return try judge(given == expected ? nil : text.joined(separator: " "), file: file, line: line)
    }
    let culprit = suspects.first { $0.value == value }?.sentence ?? hint
    let text = [
      "\(what): it returned \(sourceText(value)), expected the error \(Disclosure.value(expected)).", culprit,
    ]
    try judge(text.compactMap { $0 }.joined(separator: " "), file: file, line: line)
  }

  /// A value as source code would write it, for a message: `"a\tb"` with its quotes; long ones are cut.
  public func quoted<Value>(_ value: Value) -> String { sourceText(value) }
}
