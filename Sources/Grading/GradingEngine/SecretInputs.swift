import Foundation

/// The permitted feedback for a check whose inputs come from an instructor's seed.
///
/// The suite omits from its messages everything that follows from the inputs. This type handles the texts
/// that bypass the suite: the program's output and the text of a crash. A student controls both and could put
/// the inputs into them.
enum SecretInputs {
  /// The reasons Swift itself prints. Printing one of them reveals nothing.
  private static let ownReasons: Set = [
    "Index out of range", "Array index is out of range", "Negative Array index is out of range",
    "Division by zero", "Unexpectedly found nil while unwrapping an Optional value",
    "Range requires lowerBound <= upperBound", "Arithmetic overflow",
    "Not enough bits to represent the passed value",
    "Double value cannot be converted to Int because it is either infinite or NaN",
  ]
  private static let crash = "crashed: "

  /// A result without anything that follows from the inputs.
  static func withheld(from result: CheckResult) -> CheckResult {
    var result = result
    result.output = ""
    guard let message = result.message else { return result }
    if result.verdict == .crashed, message.hasPrefix(crash),
      !ownReasons.contains(String(message.dropFirst(crash.count)))
    {
      result.message = "crashed; the reason is withheld, because the inputs are secret"
    } else if result.verdict == .graderError {
      result.message = message.components(separatedBy: "; it printed: ")[0]
    }
    return result
  }
}
