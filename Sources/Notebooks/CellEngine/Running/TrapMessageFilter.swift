/// Holds back what the Swift runtime writes to standard error when a program traps: it is told in the cell's own lines
/// instead.
package struct TrapMessageFilter {
  private static let reasons = ["Fatal error: ", "Precondition failed: ", "Assertion failed: "]
  private static let backtraceMark = "*** Signal "
  /// A remark of the runtime about another thread, which means nothing to the user.
  private static let threadMark = "swift-runtime: failed to suspend thread"
  private var held = ""

  /// Gives back what is not held: all of it, up to the line that may be the runtime's last.
  package mutating func passOn(_ text: String) -> String {
    held += text
    let marks = (Self.reasons + [Self.backtraceMark, Self.threadMark]).compactMap {
      held.range(of: $0)?.lowerBound
    }
    let start = marks.min().map { held[..<$0].lastIndex(of: "\n").map(held.index(after:)) ?? held.startIndex }
    let end = start ?? held.index(held.endIndex, offsetBy: -begunMarkCount)
    defer { held = String(held[end...]) }
    return String(held[..<end])
  }

  /// How many characters at the end may be the beginning of the notice, which the runtime writes piece by piece.
  private var begunMarkCount: Int {
    (1..<Self.backtraceMark.count).last { held.hasSuffix(Self.backtraceMark.prefix($0)) } ?? 0
  }

  /// What was held back, and the reason in it: all behind the mark but the notice of a backtrace.
  package mutating func take() -> (text: String, reason: String?) {
    defer { held = "" }
    let ends = ["\n\n" + Self.backtraceMark, "\n" + Self.threadMark].compactMap {
      held.range(of: $0)?.lowerBound
    }
    let end = ends.min() ?? held.endIndex
    let reason = Self.reasons.compactMap { held.range(of: $0) }.first.flatMap { range in
      range.upperBound <= end ? held[range.upperBound..<end].trimmed : nil
    }
    return (held, reason)
  }
}

extension Substring {
  /// Without blanks and line ends around it.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
