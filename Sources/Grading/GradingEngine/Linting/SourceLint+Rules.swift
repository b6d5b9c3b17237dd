import Formats

extension SourceLint {
  private static let importKinds: Set = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor", "macro",
  ]
  private static let linkerAttributes: Set = [
    "_silgen_name", "_cdecl", "cdecl", "c", "_extern", "_dynamicReplacement", "_section", "section", "_used",
    "used", "_expose", "_originallyDefinedIn",
  ]
  func importFinding(at index: Int) -> Finding? {
    var next = index + 1
    if next + 1 < tokens.count, tokens[next].kind == .word, Self.importKinds.contains(tokens[next].text) {
      next += 1
    }
    guard next < tokens.count, [.word, .escapedWord].contains(tokens[next].kind) else { return nil }
    let module = tokens[next].text
    if allowedImports.contains(module) { return nil }
    return refusal(
      tokens[index], "an exercise can import \(Self.list(allowedImports)), but this imports \(module)")
  }

  private static func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words.last!
  }

  func attributeFinding(at index: Int) -> Finding? {
    guard let name = word(after: index) else { return nil }
    if Self.linkerAttributes.contains(name) {
      return refusal(
        tokens[index], "@\(name) names a symbol of the whole program, which no exercise requires")
    }
    if name.hasPrefix("_") {
      return refusal(tokens[index], "@\(name) is an internal attribute of the compiler: remove it")
    }
    if ["main", "UIApplicationMain", "NSApplicationMain"].contains(name) {
      return refusal(tokens[index], "@\(name) starts a program, but here the checks do that: remove it")
    }
    return nil
  }
}
