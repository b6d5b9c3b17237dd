import Formats
import Foundation

/// Replaces a student's functions of some tasks by the reference's.
///
/// Only bodies are replaced, so the student's declarations stay unchanged. The private helpers used by the
/// reference's bodies are included under names that no student chooses.
struct ReferenceSplice {
  private let solution: [String: SourceOutline]
  private let stubs: [String: SourceOutline]

  /// A splice of a unit's files, by name.
  init(solution: [String: String], stubs: [String: String]) {
    self.solution = solution.mapValues(SourceOutline.init)
    self.stubs = stubs.mapValues(SourceOutline.init)
  }

  /// The student's files with the reference's functions of the given tasks; `nil` if a function has no
  /// counterpart.
  func replacing(_ tasks: Set<Int>, in own: [String: String]) -> [String: String]? {
    var result = own
    for (name, reference) in solution {
      let functions = Self.functions(of: tasks, in: reference)
      guard !functions.isEmpty else { continue }
      guard let text = own[name], let spliced = splice(functions, of: reference, into: text) else {
        return nil
      }
      result[name] = spliced
    }
    return result
  }

  /// Whether a student has written something for a task: not all of its functions are the original stubs.
  func isBegun(_ task: Int, in own: [String: String]) -> Bool {
    stubs.contains { name, stub in
      guard let text = own[name] else { return false }
      let outline = SourceOutline(text)
      return Self.functions(of: [task], in: stub).contains { function in
        guard let counterpart = outline.counterpart(of: function), let body = counterpart.declaration.body,
          let stubBody = function.declaration.body
        else { return false }
        return outline.tokenTexts(body) != stub.tokenTexts(stubBody)
      }
    }
  }

  private static func functions(of tasks: Set<Int>, in outline: SourceOutline) -> [LocatedDeclaration] {
    let wanted = TaskFunction.all(in: outline).filter { tasks.contains($0.task) }.map(
      \.declaration.head.lowerBound)
    return outline.located.filter { wanted.contains($0.declaration.head.lowerBound) }
  }

  private func splice(
    _ functions: [LocatedDeclaration], of reference: SourceOutline, into text: String
  ) -> String? {
    let own = SourceOutline(text)
    let helpers = Self.helpers(of: functions, in: reference)
    let names = Set(helpers.flatMap(\.declaration.withMembers).filter(\.isPrivate).map(\.name))
    var changes: [(range: Range<Int>, text: String)] = []
    for function in functions {
      guard let body = own.counterpart(of: function)?.declaration.body,
        let referenceBody = function.declaration.body
      else { return nil }
      changes.append((body, Self.renamed(names, in: reference.text(referenceBody))))
    }
    // If two overloads have the same counterpart, one is missing.
    guard Set(changes.map(\.range)).count == changes.count else { return nil }
    return own.text(replacing: changes) + helpers.map { Self.source($0, names, reference) }.joined()
  }

  /// A helper at the end of the file, in an extension of its type if it is a member.
  private static func source(
    _ helper: LocatedDeclaration, _ names: Set<String>, _ reference: SourceOutline
  ) -> String {
    let text = renamed(
      names, in: reference.text(helper.declaration.head.lowerBound..<helper.declaration.range.upperBound)
    )
    .trimmingCharacters(in: .newlines)
    return helper.container.isEmpty ? "\n\(text)\n" : "\nextension \(helper.container) {\n\(text)\n}\n"
  }

  private static func helpers(
    of functions: [LocatedDeclaration], in reference: SourceOutline
  ) -> [LocatedDeclaration] {
    let all = functions.map(\.declaration).withHelpers(in: reference).filter(\.isPrivate).map(
      \.head.lowerBound)
    return reference.located.filter { all.contains($0.declaration.head.lowerBound) }
  }

  /// A text with some names replaced; argument labels keep theirs.
  private static func renamed(_ names: Set<String>, in text: String) -> String {
    let bytes = Array(text.utf8)
    let tokens = SwiftScanner(bytes).tokens
    var result = ""
    var place = 0
    for (index, token) in tokens.enumerated() where token.kind == .word && names.contains(token.text) {
      let isLabel =
        index > 0 && index + 1 < tokens.count && tokens[index + 1].isSign(":")
        && (tokens[index - 1].isSign("(") || tokens[index - 1].isSign(","))
      if isLabel || token.offset < place { continue }
      result += String(decoding: bytes[place..<token.end], as: UTF8.self) + "_ofTheReference"
      place = token.end
    }
    return result + String(decoding: bytes[place...], as: UTF8.self)
  }
}
