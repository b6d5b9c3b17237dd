import Foundation

/// Controls what a message reveals about the numbers of a check.
///
/// Without an instructor's seed everything is shown: the inputs are the same in every run and are part of the
/// suite. With one (`course grade --seed`, `course class --seed`) the inputs are secret, and students may
/// submit as often as they like. If the numbers were shown, one submission could print the inputs, the next
/// could learn the expected values, and the last could return exactly those. So nothing that follows from the
/// inputs is shown: neither numbers nor texts, neither from the answer (an answer that is the input would
/// show the input) nor from the expected value, and no error texts, because students write them. The rest
/// tells what to fix: shapes, the position of the first and the worst entry, how many are wrong, whether
/// there is a NaN, the known mistake, the likely mistake behind a gradient, the hint.
enum Redaction {
  private static let (start, end): (Unicode.Scalar, Unicode.Scalar) = ("\u{E0F0}", "\u{E0F1}")

  /// Marks a part of a message that follows from the inputs.
  static func value(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0 != start && $0 != end }
    return "\(start)\(String(String.UnicodeScalarView(plain)))\(end)"
  }

  /// A message with the marked parts, or with `…` instead.
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

/// The seed of the random numbers of the suites. Under the grader no student code runs in this process.
enum SuiteSeed {
  static let given: String? = ProcessInfo.processInfo.environment["COURSE_SEED"]
}
