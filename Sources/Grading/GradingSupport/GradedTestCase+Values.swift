import CourseSupport
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
    try judge(isRight ? nil : join(text, hint), file: file, line: line)
  }

  /// Requires a value to equal the expected one. Meant for values of the standard library's own types: the
  /// comparison is the type's, and a student's type would bring a student's comparison.
  public func assertEqual<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String, hint: String? = nil, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let text = "\(what): it is \(shown(actual)), expected \(shown(expected))."
    try judge(actual == expected ? nil : join(text, hint), file: file, line: line)
  }

  /// Requires every number to lie in a range.
  public func assertWithin(
    _ range: ClosedRange<Double>, _ values: [Double], _ what: String, hint: String? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let outside = values.first { !range.contains($0) }
    let text = outside.map {
      "\(what): \(named($0, beside: 0)) does not lie between \(range.lowerBound) and \(range.upperBound)."
    }
    try judge(text.map { join($0, hint) }, file: file, line: line)
  }

  /// Requires two answers to differ: something that ought to matter does.
  public func assertDiffer(
    _ first: [Double], _ second: [Double], _ message: String, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let areEqual =
      first.count == second.count && zip(first, second).allSatisfy { Tolerance.standard.accepts($0, $1) }
    try judge(areEqual ? message : nil, file: file, line: line)
  }

  /// Requires `body` to throw an error; a stub's `NotImplemented` is none, it passes through.
  public func assertThrows<Value>(
    _ what: String, hint: String? = nil, file: StaticString = #filePath, line: UInt = #line,
    _ body: () throws -> Value
  ) throws {
    do {
      _ = try body()
    } catch let stub as NotImplemented {
      throw stub
    } catch {
      return try judge(nil, file: file, line: line)
    }
    try judge(join("\(what): it returned a value, expected an error.", hint), file: file, line: line)
  }

  /// Shapes follow from the sizes that an exercise's README names, and are no secret.
  private func shown<Value>(_ value: Value) -> String {
    value is MatrixShape ? "\(value)" : Disclosure.value("\(value)")
  }

  private func join(_ text: String, _ hint: String?) -> String {
    hint.map { "\(text) \($0)" } ?? text
  }
}
