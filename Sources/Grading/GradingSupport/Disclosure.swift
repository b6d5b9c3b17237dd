import Foundation

/// What a message may say of the numbers behind a check.
///
/// Without a seed of the instructor's everything is said: the inputs are the same in every run and stand in the suite.
/// With one (`course grade --seed`, `course class --seed`) the inputs are secret, and a student may hand in as often as
/// he likes. Were the numbers shown, one submission could print the inputs, the next learn what is expected there, and
/// the last return just that. So nothing that follows from the inputs is shown: neither numbers nor texts, neither the
/// answer's own (an answer that is the input would show the input) nor the expected ones, and no text of errors, since
/// a student writes it. What is left tells what to mend: shapes, the place of the first and the worst entry, how many
/// are wrong, whether there is a NaN, the known mistake, the likely mistake behind a gradient, the hint.
enum Disclosure {
  private static let (start, end): (Unicode.Scalar, Unicode.Scalar) = ("\u{E0F0}", "\u{E0F1}")

  /// Marks a part of a message that follows from the inputs.
  static func value(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0 != start && $0 != end }
    return "\(start)\(String(String.UnicodeScalarView(plain)))\(end)"
  }

  /// A message with all that is marked in it, or with `…` in its place.
  static func message(_ text: String, withholdingValues isSecret: Bool) -> String {
    var (result, isMarked) = (String.UnicodeScalarView(), false)
    for scalar in text.unicodeScalars {
      if scalar == start {
        isMarked = true
        if isSecret { result.append("…") }
      } else if scalar == end {
        isMarked = false
      } else if !(isMarked && isSecret) {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

/// The seed of the suites' random numbers. Under the grader no student's code runs beside it.
enum SuiteSeed {
  static let given: String? = ProcessInfo.processInfo.environment["COURSE_SEED"]
}
