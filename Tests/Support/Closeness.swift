import LinearAlgebra
import XCTest

/// The first difference that keeps two matrices from being close; `nil` if they are. Shapes are compared
/// first, so a shorter matrix never passes.
///
/// - Parameters:
///   - tolerance: two numbers are close if they are equal, or finite with |x − y| ≤ tolerance · max(1, |x|,
///     |y|).
///   - isAbsolute: whether the maximum is omitted.
///   - matchesNaN: whether two NaNs are close.
public func difference<Scalar>(
  _ actual: Matrix<Scalar>, _ expected: Matrix<Scalar>, within tolerance: Scalar, isAbsolute: Bool = false,
  matchesNaN: Bool = false
) -> String? {
  guard actual.shape == expected.shape else { return "shape \(actual.shape), expected \(expected.shape)" }
  for (index, (x, y)) in zip(actual.elements, expected.elements).enumerated() {
    let isNear =
      x == y || matchesNaN && x.isNaN && y.isNaN
      || x.isFinite && y.isFinite && abs(x - y) <= tolerance * (isAbsolute ? 1 : max(1, abs(x), abs(y)))
    if !isNear {
      return "element [\(index / actual.columns), \(index % actual.columns)]: \(x), expected \(y)"
    }
  }
  return nil
}

/// Fails if two matrices are not close.
public func assertClose<Scalar>(
  _ actual: Matrix<Scalar>, _ expected: Matrix<Scalar>, within tolerance: Scalar = Scalar(1e-12),
  isAbsolute: Bool = false, matchesNaN: Bool = false, _ message: @autoclosure () -> String = "",
  file: StaticString = #filePath, line: UInt = #line
) {
  let found = difference(
    actual, expected, within: tolerance, isAbsolute: isAbsolute, matchesNaN: matchesNaN)
  if let found { XCTFail("\(found) \(message())", file: file, line: line) }
}

/// Fails if two lists of matrices, such as a sequence's steps, differ in length or in a step.
public func assertClose<Scalar>(
  _ actual: [Matrix<Scalar>], _ expected: [Matrix<Scalar>], within tolerance: Scalar = Scalar(1e-12),
  _ message: @autoclosure () -> String = "", file: StaticString = #filePath, line: UInt = #line
) {
  XCTAssertEqual(actual.count, expected.count, message(), file: file, line: line)
  for (step, (x, y)) in zip(actual, expected).enumerated() {
    assertClose(x, y, within: tolerance, "\(message()) [\(step)]", file: file, line: line)
  }
}

/// Fails if two values of one type differ in a parameter, which is named.
public func assertClose<Parameters: ParameterCollection>(
  _ actual: Parameters, _ expected: Parameters,
  within tolerance: Parameters.Scalar = Parameters.Scalar(1e-12), isAbsolute: Bool = false,
  _ message: @autoclosure () -> String = "", file: StaticString = #filePath, line: UInt = #line
) {
  for (name, path) in expected.namedParameters {
    assertClose(
      actual[keyPath: path], expected[keyPath: path], within: tolerance, isAbsolute: isAbsolute,
      "\(message()) \(name)", file: file, line: line)
  }
}

/// Fails if a matrix differs from another framework's, to 1e-12 however large its numbers are.
public func assertIsReference(
  _ ours: Matrix<Double>, _ theirs: Matrix<Double>, _ name: String, file: StaticString = #filePath,
  line: UInt = #line
) {
  assertClose(ours, theirs, within: 1e-12, isAbsolute: true, name, file: file, line: line)
}
