import Formats
import GradingEngine

/// A check's message without the parts that differ between submissions, so the same failure reads the same.
struct FailureMessage: Hashable, Sendable {
  /// The message, with `#` for each number and files without their folders.
  let text: String

  /// The beginnings of sentences that name a known mistake, or the doctor's diagnosis of a gradient.
  private static let knownMistakes = [
    "These are exactly the numbers you get when ", "This is exactly the number you get when ",
    "This is exactly what you get when ", "This is what you get when ", "It builds on task ",
    "The gradient is ", "The gradient has ",
  ]
  private static let longest = 300

  init(_ check: CheckResult) {
    let message = check.message ?? check.verdict.words
    // Of a compiler's list the first error counts, of a known mistake its sentence.
    let part: Substring
    if check.verdict == .doesNotCompile {
      part = message.prefix { !$0.isNewline }
    } else if let range = Self.knownMistakes.lazy.compactMap({ message.range(of: $0) }).first {
      part = message[range.lowerBound...]
    } else {
      part = message[...]
    }
    let words = part.split(whereSeparator: \.isWhitespace).map {
      Self.withoutNumbers(Self.withoutFolders($0))
    }
    text = String(words.joined(separator: " ").prefix(Self.longest)).printableLine
  }

  /// `Exercises/03-RNN/RNN.swift:57:3:` → `RNN.swift:57:3:`
  private static func withoutFolders(_ word: Substring) -> Substring {
    guard word.contains(".swift"), let slash = word.lastIndex(of: "/") else { return word }
    return word[word.index(after: slash)...]
  }

  /// Digits in a name, as in `H_0`, are not a number.
  private static func withoutNumbers(_ word: Substring) -> String {
    var (result, rest) = ("", word)
    while let first = rest.first {
      let isInName = result.last.map { $0.isLetter || $0 == "_" } ?? false
      let number: Substring = isInName ? "" : numberAtStart(rest)
      if number.isEmpty {
        result.append(first)
        rest.removeFirst()
      } else {
        result += "#"
        rest = rest.dropFirst(number.count)
      }
    }
    return result
  }

  /// `-1.5e-07` at the start of a text; `nil` if there is no number.
  private static func numberAtStart(_ text: Substring) -> Substring {
    let sign = text.prefix { $0 == "-" }
    guard sign.count < 2, text.dropFirst(sign.count).first?.isASCIIDigit ?? false else { return "" }
    var end = text.index(text.startIndex, offsetBy: sign.count)
    while end < text.endIndex {
      let next = text[end]
      let following = text[text.index(after: end)...].first
      let isPart =
        next.isASCIIDigit
        || ".".contains(next) && (following?.isASCIIDigit ?? false)
        || next == "e" && (following?.isASCIIDigit ?? false || following == "-" || following == "+")
        || "+-".contains(next) && text[text.index(before: end)] == "e"
      guard isPart else { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
