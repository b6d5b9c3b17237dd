extension SourceOutline {
  /// The words in a range of bytes, without those in comments and strings.
  public func words(in range: Range<Int>) -> Set<String> {
    Set(
      SwiftScanner(bytes[range]).tokens.filter { $0.kind == .word || $0.kind == .escapedWord }.map(\.text))
  }

  /// The source with some non-overlapping ranges replaced by other texts.
  public func text(replacing changes: [(range: Range<Int>, text: String)]) -> String {
    var result = ""
    var place = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where change.range.lowerBound >= place {
      result += text(place..<change.range.lowerBound) + change.text
      place = change.range.upperBound
    }
    return result + text(place..<byteCount)
  }

  /// The smallest declaration around a line, counted from 1, among those of the file and the members of its types.
  ///
  /// A member counts only if no other code, and no brace of its type, is on its lines.
  public func declaration(around line: Int) -> OutlinedDeclaration? {
    func isAround(_ declaration: OutlinedDeclaration) -> Bool {
      self.line(of: declaration.head.lowerBound) <= line
        && line <= self.line(of: declaration.range.upperBound - 1)
    }
    guard let outer = declarations.first(where: isAround) else { return nil }
    let member = outer.members.first { member in
      isAround(member)
        && outer.body.map { $0.contains(member.range.lowerBound) && member.range.upperBound < $0.upperBound }
          == true
    }
    return member ?? outer
  }

  /// The line of a position, counted from 1.
  public func line(of offset: Int) -> Int { lines.line(of: offset) + 1 }
}

extension [OutlinedDeclaration] {
  /// These declarations and the private ones of the file they use, in the order of the source.
  public func withHelpers(in outline: SourceOutline) -> [OutlinedDeclaration] {
    // A helper in a private extension counts as the extension.
    let candidates = outline.privateDeclarations
    var found = self
    var isGrowing = true
    while isGrowing {
      let words = found.reduce(into: Set<String>()) { $0.formUnion(outline.words(in: $1.range)) }
      let fresh = candidates.filter { candidate in
        !found.contains(candidate) && candidate.withMembers.contains { words.contains($0.name) }
      }
      found += fresh
      isGrowing = !fresh.isEmpty
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension SourceOutline {
  /// The private declarations of the file and of its types, excluding those inside another private one.
  public var privateDeclarations: [OutlinedDeclaration] { Self.privateOnes(declarations) }

  private static func privateOnes(_ declarations: [OutlinedDeclaration]) -> [OutlinedDeclaration] {
    declarations.flatMap { $0.isPrivate ? [$0] : privateOnes($0.members) }
  }
}
