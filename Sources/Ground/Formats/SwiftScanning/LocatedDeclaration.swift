/// A declaration with the data needed to find its counterpart in another version of the same file.
public struct LocatedDeclaration: Equatable, Sendable {
  /// The types around it, `RNN.Cache`; empty for one of the file itself.
  public let container: String
  /// The declaration.
  public let declaration: OutlinedDeclaration
  /// Its tokens from the keyword to the brace, without comments and spaces.
  public let signature: [String]
}

extension SourceOutline {
  /// Every declaration of the file with its container, each before its members.
  public var located: [LocatedDeclaration] { located(declarations, in: "") }

  private func located(_ declarations: [OutlinedDeclaration], in container: String) -> [LocatedDeclaration] {
    declarations.flatMap { declaration in
      let words = tokenTexts(declaration.head).drop { $0 != declaration.keyword }
      let path = container.isEmpty ? declaration.name : "\(container).\(declaration.name)"
      return [LocatedDeclaration(container: container, declaration: declaration, signature: Array(words))]
        + located(declaration.members, in: path)
    }
  }

  /// The tokens in a range of bytes; a literal is its own text.
  public func tokenTexts(_ range: Range<Int>) -> [String] {
    let part = Array(bytes[range])
    return SwiftScanner(part).tokens.map { String(decoding: part[$0.offset..<$0.end], as: UTF8.self) }
  }

  /// The counterpart in this file of a declaration of another version: in the same container, of the same
  /// name, and of the same signature if several have the name.
  public func counterpart(of other: LocatedDeclaration) -> LocatedDeclaration? {
    let candidates = located.filter {
      $0.container == other.container && $0.declaration.keyword == other.declaration.keyword
        && $0.declaration.name == other.declaration.name
    }
    return candidates.first { $0.signature == other.signature }
      ?? (candidates.count == 1 ? candidates[0] : nil)
  }
}
