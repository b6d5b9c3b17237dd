import Formats
import GradingProtocol

/// What a submission's source may not hold, found before the compiler sees it.
///
/// The checks compare inside the grading library, and points are kept in another process, so most tricks gain
/// nothing. This catches the few that could reach further: names of the test framework, attributes that name symbols
/// of the linker, imports of what grades, calls that look into the running program. It also refuses what would let a
/// compiler's message point elsewhere.
///
/// It reads words, not meaning. It does not see what a program computes: a function looked up by a name that is put
/// together at run time, or memory written by a pointer made from a number, passes here, and is left to the canary
/// and to the process that keeps the points.
struct SourceLint {
  /// Why a file is not taken.
  struct Finding: Equatable {
    var line: Int
    var verdict: Verdict
    var message: String
  }

  let tokens: [SwiftToken]
  let allowedImports: [String]
  private let unreadable: SwiftScanner.Unreadable?

  /// Whether there is nothing in the file but comments.
  var isEmpty: Bool { tokens.isEmpty }
  /// Whether a type of pointers is named: then `bitPattern` may make one of a number.
  let namesPointers: Bool

  init(_ source: some Sequence<UInt8>, allowedImports: [String]) {
    let scanner = SwiftScanner(source)
    tokens = scanner.tokens
    unreadable = scanner.unreadable
    self.allowedImports = allowedImports
    namesPointers = tokens.contains {
      $0.text.hasPrefix("Unsafe") || $0.text == "OpaquePointer"
    }
  }

  /// The gravest finding, the first of equals; `nil` where all is well.
  var finding: Finding? {
    var all = tokens.indices.compactMap(finding)
    if let unreadable {
      all.append(
        Finding(line: unreadable.line, verdict: .doesNotCompile, message: Self.words(unreadable.cause)))
    }
    return all.first { $0.verdict == .tampered } ?? all.first
  }

  private static func words(_ cause: SwiftScanner.Unreadable.Cause) -> String {
    switch cause {
    case .expression: "a regular expression on a line with a comment or a long string: write it as #/…/#"
    case .nesting: "strings are nested too deeply here: split them up"
    }
  }

  private func finding(at index: Int) -> Finding? {
    let token = tokens[index]
    switch token.kind {
    case .word, .escapedWord:
      let isMember = index > 0 && tokens[index - 1].text.hasSuffix(".")
      if token.isWord("import"), !isMember { return importFinding(at: index) }
      return wordFinding(token)
    case .sign where token.text == "@": return attributeFinding(at: index)
    case .sign where token.text == "#" && word(after: index) == "sourceLocation":
      return refusal(token, "#sourceLocation would let messages point to another file")
    default: return nil
    }
  }

  func word(after index: Int) -> String? {
    guard index + 1 < tokens.count, [.word, .escapedWord].contains(tokens[index + 1].kind) else { return nil }
    return tokens[index + 1].text
  }

  func refusal(_ token: SwiftToken, _ message: String) -> Finding {
    Finding(line: token.line, verdict: .doesNotCompile, message: message)
  }

  func tampering(_ token: SwiftToken, _ message: String) -> Finding {
    Finding(line: token.line, verdict: .tampered, message: message)
  }
}
