import Formats

/// A solution's text on its way to a stub: the ranges to cut and their replacements.
struct StubText {
  private let outline: SourceOutline
  private var changes: [(range: Range<Int>, text: String)] = []
  private var importedModules: [String] = []

  init(_ outline: SourceOutline) { self.outline = outline }

  /// Puts a comment that names the task, and `throw NotImplemented()`, into a function's braces.
  mutating func blank(_ function: TaskFunction, saying sentence: String) {
    guard let body = function.declaration.body else { return }
    let start = function.declaration.head.lowerBound
    let indentation = String(repeating: " ", count: start - outline.lineStart(of: start))
    let text = """
      {
      \(indentation)  // TODO: \(sentence)
      \(indentation)  throw NotImplemented()
      \(indentation)}
      """
    changes.append((body, text))
  }

  /// Cuts declarations visible only in the solution's own file, and extensions that become empty.
  mutating func removePrivateDeclarations() {
    for range in Self.privateRanges(outline.declarations) { changes.append((withBlankLines(range), "")) }
  }

  private static func privateRanges(_ declarations: [OutlinedDeclaration]) -> [Range<Int>] {
    declarations.flatMap { declaration -> [Range<Int>] in
      if declaration.isPrivate { return [declaration.range] }
      let isEmptied = !declaration.members.isEmpty && declaration.members.allSatisfy(\.isPrivate)
      if isEmptied, declaration.keyword == "extension" { return [declaration.range] }
      return privateRanges(declaration.members)
    }
  }

  /// A range with the blank lines above it, which would be left over, or with those below it if it is the
  /// first in its braces.
  private func withBlankLines(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, isBlank(outline.lineStart(of: start - 1)..<start) {
      start = outline.lineStart(of: start - 1)
    }
    if start < range.lowerBound { return start..<range.upperBound }
    var end = range.upperBound
    while end < outline.byteCount, isBlank(end..<outline.lineEnd(from: end)) {
      end = outline.lineEnd(from: end)
    }
    let isFirst = start == 0 || outline.text(outline.lineStart(of: start - 1)..<start).hasSuffix("{\n")
    return range.lowerBound..<(isFirst ? end : range.upperBound)
  }

  private func isBlank(_ range: Range<Int>) -> Bool { outline.text(range).allSatisfy(\.isWhitespace) }

  /// Imports more modules than the solution does.
  mutating func addImports(_ modules: [String]) { importedModules += modules }

  /// The stub.
  var text: String { outline.text(replacing: changes + importChange) }

  private var importChange: [(range: Range<Int>, text: String)] {
    let imports = outline.declarations.filter { $0.keyword == "import" }
    let lines = imports.map { outline.text($0.head).split(separator: "\n").first.map(String.init) ?? "" }
    let all = Set(lines).union(importedModules.map { "import " + $0 }).sorted()
    let text = all.map { $0 + "\n" }.joined()
    guard let first = imports.first, let last = imports.last else { return [(0..<0, text + "\n")] }
    return [(first.head.lowerBound..<last.range.upperBound, text)]
  }
}
