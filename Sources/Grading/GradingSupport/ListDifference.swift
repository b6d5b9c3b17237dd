import LinearAlgebra

/// The error in a list, in a sentence: the first element that differs, and how many do.
struct ListDifference: CustomStringConvertible {
  let description: String

  /// `nil` if `actual` is correct.
  init?<Element: Equatable>(_ actual: [Element], _ expected: [Element]) {
    guard actual != expected else { return nil }
    let shared = zip(actual, expected)
    let wrongCount = shared.count { $0 != $1 }
    var parts: [String] = []
    if actual.count != expected.count {
      let counts = (Redaction.value("\(actual.count)"), Redaction.value("\(expected.count)"))
      parts.append(
        "there \(actual.count == 1 ? "is" : "are") \(counts.0) element\(actual.count == 1 ? "" : "s"), expected \(counts.1)"
      )
    }
    if let first = shared.enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      let (given, wanted) = first.element
      parts.append("element \(first.offset) is \(sourceText(given)), expected \(sourceText(wanted))")
    } else if actual.count > expected.count {
      parts.append("the first one too many is \(sourceText(actual[expected.count]))")
    } else {
      parts.append("the first missing one is \(sourceText(expected[actual.count]))")
    }
    if wrongCount > 1 { parts.append("\(wrongCount) of \(min(actual.count, expected.count)) differ") }
    description = parts.joined(separator: "; ")
  }
}

/// A value as source code would write it, so spaces and line breaks are visible; long ones are cut.
func sourceText<Value>(_ value: Value) -> String {
  // Shapes follow from the sizes that an exercise's README names, and are not secret.
  if let shape = value as? MatrixShape { return "\(shape)" }
  let text = withoutNeedlessEscapes(String(reflecting: value))
  return Redaction.value(text.count <= 120 ? text : "\(text.prefix(117))…")
}

/// The text of a literal without the backslash that Swift writes before an apostrophe.
func withoutNeedlessEscapes(_ literal: String) -> String {
  var (result, isEscaped) = ("", false)
  for character in literal {
    if isEscaped, character == "'" { result.removeLast() }
    result.append(character)
    isEscaped = character == "\\" && !isEscaped
  }
  return result
}
