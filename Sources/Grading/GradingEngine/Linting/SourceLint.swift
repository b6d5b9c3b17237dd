import Formats

/// Checks a submission's source for forbidden constructs before the compiler sees it.
///
/// A submission can gain points only by computing correct answers: its process holds no secrets. So this
/// checks for little: imports of modules the exercise is not allowed to use, attributes that name symbols of
/// the whole program or start one, and constructs that would let a compiler message point elsewhere.
///
/// It reads words, not meaning.
struct SourceLint {
  /// Why a file is not taken.
  struct Finding: Equatable {
    var line: Int
    var message: String
  }

  let tokens: [SwiftToken]
  let allowedImports: [String]
  private let unreadable: Int?

  /// Whether there is nothing in the file but comments.
  var isEmpty: Bool { tokens.isEmpty }

  init(_ source: some Sequence<UInt8>, allowedImports: [String]) {
    let scanner = SwiftScanner(source)
    tokens = scanner.tokens
    unreadable = scanner.unreadable
    self.allowedImports = allowedImports
  }

  /// The first finding; `nil` if there is none.
  var finding: Finding? {
    if let unreadable {
      return Finding(line: unreadable, message: "strings are nested too deeply here: split them up")
    }
    return tokens.indices.lazy.compactMap(finding).first
  }

  private func finding(at index: Int) -> Finding? {
    let token = tokens[index]
    switch token.kind {
    case .word, .escapedWord:
      let isMember = index > 0 && tokens[index - 1].text.hasSuffix(".")
      return token.isWord("import") && !isMember ? importFinding(at: index) : nil
    case .sign where token.text == "@": return attributeFinding(at: index)
    case .sign where token.text == "#" && word(after: index) == "sourceLocation":
      return refusal(token, "#sourceLocation lets messages point to another file")
    default: return nil
    }
  }

  func word(after index: Int) -> String? {
    guard index + 1 < tokens.count, [.word, .escapedWord].contains(tokens[index + 1].kind) else { return nil }
    return tokens[index + 1].text
  }

  func refusal(_ token: SwiftToken, _ message: String) -> Finding {
    Finding(line: token.line, message: message)
  }
}
