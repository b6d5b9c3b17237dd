import GradingProtocol
import LinearAlgebra

extension GradedTestCase {
  /// Requires a matrix to be the expected one: its shape first, then every number.
  ///
  /// - Parameters:
  ///   - actual: the student's answer.
  ///   - expected: the correct one, in the required shape.
  ///   - what: names the answer at the start of the message, `"step(_:from:)"`.
  ///   - tolerance: the largest difference allowed.
  ///   - suspects: known mistakes with their numbers; if the answer equals one, the message names it.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check is; omit it.
  ///   - line: where the check is; omit it.
  public func assertClose(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ what: String,
    within tolerance: Tolerance = .standard,
    suspects: [Suspect] = [], hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let difference = MatrixDifference(actual, expected, within: tolerance)
    try judge(
      difference.map { "\(what): \($0)." }, [actual], [expected], tolerance, suspects, hint, file: file,
      line: line)
  }

  /// Requires a sequence of matrices, one for each step, to be the expected one: their number first.
  ///
  /// - Parameters: as for one matrix; a suspect holds the numbers of the whole sequence.
  public func assertClose(
    _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ what: String,
    within tolerance: Tolerance = .standard, suspects: [Suspect] = [], hint: String? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    try judge(
      sequenceDifference(actual, expected, what, tolerance), actual, expected, tolerance, suspects, hint,
      file: file, line: line)
  }

  /// Names the mistake that fits, or else how the answer relates to the correct one.
  private func judge(
    _ statement: String?, _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ tolerance: Tolerance,
    _ suspects: [Suspect], _ hint: String?, file: StaticString, line: UInt
  ) throws {
    guard let statement else { return try judge(nil, file: file, line: line) }
    let known = suspects.advice(on: actual, not: expected, tolerance)
    let relation =
      known.isEmpty ? AnswerRelation.sentence(actual, expected, within: tolerance) : nil
    try judge(
      statement + (relation.map { " \($0)" } ?? ""), advice(known, hint), file: file, line: line)
  }

  /// Requires a number to be the expected one, and names the mistake if a suspect of one number fits.
  public func assertClose(
    _ actual: Double, _ expected: Double, _ what: String, within tolerance: Tolerance = .standard,
    suspects: [Suspect], hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    func one(_ value: Double) -> Matrix<Double> { Matrix(rows: 1, columns: 1, repeating: value) }
    try assertClose(
      one(actual), one(expected), what, within: tolerance, suspects: suspects, hint: hint, file: file,
      line: line)
  }

  private func sequenceDifference(
    _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ what: String, _ tolerance: Tolerance
  ) -> String? {
    if actual.count != expected.count {
      let found = actual.count == 1 ? "there is 1 matrix" : "there are \(actual.count) matrices"
      return "\(what): \(found), expected \(expected.count)."
    }
    for (index, pair) in zip(actual, expected).enumerated() {
      if let difference = MatrixDifference(pair.0, pair.1, within: tolerance) {
        let place = what.contains(" ") ? "\(what), at index \(index)" : "\(what)[\(index)]"
        return "\(place): \(difference)."
      }
    }
    return nil
  }
}

extension [Suspect] {
  /// The sentences of the known mistakes whose numbers match.
  ///
  /// A coincidence is not evidence: only the numbers that differ from the correct ones count for a mistake,
  /// and together they must hold at least three digits; twenty correct numbers among them are worth one. NaN
  /// is not a number, and one NaN is like any other.
  func advice(
    on actual: [Matrix<Double>], not expected: [Matrix<Double>], _ tolerance: Tolerance
  ) -> [Advice] {
    filter { suspect in
      let numbers = suspect.numbers
      guard numbers.count == actual.count, zip(numbers, actual).allSatisfy({ $0.shape == $1.shape }) else {
        return false
      }
      let hasRightShapes =
        expected.count == actual.count && zip(expected, actual).allSatisfy { $0.shape == $1.shape }
      var (digits, agreeing) = (0, 0)
      for index in numbers.indices {
        for place in 0..<numbers[index].count {
          let (given, said) = (actual[index].elements[place], numbers[index].elements[place])
          if given.isNaN, said.isNaN { continue }
          guard tolerance.accepts(given, said) else { return false }
          let isRight = hasRightShapes && tolerance.accepts(given, expected[index].elements[place])
          if isRight { agreeing += 1 } else { digits += significantDigits(given) }
        }
      }
      return digits > 0 && digits + agreeing / 20 >= 3
    }.map(\.advice)
  }
}

/// How many digits a number has before it repeats nothing but zeros, four at most: 3 has one and 1/3 has four.
private func significantDigits(_ value: Double) -> Int {
  guard value.isFinite, value != 0 else { return 1 }
  var (size, digits) = (value.magnitude, 1)
  while size >= 10 { size /= 10 }
  while size < 1 { size *= 10 }
  while digits < 4, (size - size.rounded()).magnitude > 1e-9 * size {
    size *= 10
    digits += 1
  }
  return digits
}
