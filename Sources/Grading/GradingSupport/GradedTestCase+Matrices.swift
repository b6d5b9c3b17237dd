import LinearAlgebra

extension GradedTestCase {
  /// Requires a matrix to be the expected one: its shape first, then every number.
  ///
  /// - Parameters:
  ///   - actual: the student's answer.
  ///   - expected: the right one, in the shape that is asked for.
  ///   - what: names the answer at the start of the message, `"step(_:from:)"`.
  ///   - tolerance: how far the numbers may differ.
  ///   - suspects: known mistakes with their numbers; where the answer equals one, the message says so.
  ///   - hint: where to look, if no suspect fits.
  ///   - file: where the check stands; leave it out.
  ///   - line: where the check stands; leave it out.
  public func assertClose(
    _ actual: Matrix<Double>, _ expected: Matrix<Double>, _ what: String,
    within tolerance: Tolerance = .standard,
    suspects: [Suspect] = [], hint: String? = nil, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let difference = MatrixDifference(actual, expected, within: tolerance)
    try judge(
      message(difference.map { "\(what): \($0)." }, [actual], [expected], tolerance, suspects, hint),
      file: file,
      line: line)
  }

  /// Requires a sequence of matrices, one for each step, to be the expected one: how many there are first.
  ///
  /// - Parameters: as for one matrix; a suspect gives the numbers of the whole sequence.
  public func assertClose(
    _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ what: String,
    within tolerance: Tolerance = .standard, suspects: [Suspect] = [], hint: String? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    try judge(
      message(
        sequenceDifference(actual, expected, what, tolerance), actual, expected, tolerance, suspects, hint),
      file: file, line: line)
  }

  private func sequenceDifference(
    _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ what: String, _ tolerance: Tolerance
  ) -> String? {
    if actual.count != expected.count {
      return "\(what): there are \(actual.count) matrices, expected \(expected.count)."
    }
    for (index, pair) in zip(actual, expected).enumerated() {
      if let difference = MatrixDifference(pair.0, pair.1, within: tolerance) {
        return "\(what)[\(index)]: \(difference)."
      }
    }
    return nil
  }

  private func message(
    _ difference: String?, _ actual: [Matrix<Double>], _ expected: [Matrix<Double>], _ tolerance: Tolerance,
    _ suspects: [Suspect], _ hint: String?
  ) -> String? {
    guard let difference else { return nil }
    // A mistake that overflows gives NaN, which otherwise equals nothing.
    let tolerance = tolerance.takingNaNForEqual()
    let culprit = suspects.first { suspect in
      equals(actual, suspect.numbers, tolerance) && !equals(expected, suspect.numbers, tolerance)
    }
    return [difference, culprit?.sentence ?? hint].compactMap { $0 }.joined(separator: " ")
  }

  private func equals(_ left: [Matrix<Double>], _ right: [Matrix<Double>], _ tolerance: Tolerance) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { MatrixDifference($0, $1, within: tolerance) == nil }
  }
}
