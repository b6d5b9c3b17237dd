/// One declaration of a ``SourceOutline``.
public struct OutlinedDeclaration: Equatable, Sendable {
  /// `func`, `struct`, `var` and so on.
  public internal(set) var keyword = ""
  /// Its name; `RNN.Cache` for an extension of a nested type.
  public internal(set) var name = ""
  /// The words before the keyword; `private(set)` is `private()`.
  public internal(set) var modifiers: [String] = []
  /// Whether it is a function that throws.
  public internal(set) var throwsErrors = false
  /// From the comment above it to the end of its last line.
  public internal(set) var range = 0..<0
  /// The comment right above it, whole lines.
  public internal(set) var comment = 0..<0
  /// From its first word to its opening brace, or to its end if it has none.
  public internal(set) var head = 0..<0
  /// Its braces and what is between them.
  public internal(set) var body: Range<Int>?
  /// The declarations inside a type.
  public internal(set) var members: [OutlinedDeclaration] = []

  static let types: Set = ["struct", "class", "enum", "extension", "protocol", "actor"]
  static let functions: Set = ["func", "init", "deinit", "subscript"]
  static let keywords = types.union(functions).union([
    "var", "let", "typealias", "associatedtype", "case", "import", "operator", "precedencegroup", "macro",
  ])
  static let openingWords = keywords.union([
    "public", "private", "fileprivate", "internal", "package", "open", "static", "final", "override",
    "mutating",
    "nonmutating", "nonisolated", "lazy", "weak", "unowned", "convenience", "required", "indirect", "dynamic",
    "borrowing", "consuming", "prefix", "postfix", "infix", "optional",
  ])

  /// Whether it contains other declarations.
  public var isType: Bool { Self.types.contains(keyword) }
  /// Whether its braces hold its own statements: a function, an initializer.
  public var isFunction: Bool { ["func", "init"].contains(keyword) }
  /// Whether it is visible only in its own file.
  public var isPrivate: Bool { modifiers.contains { ["private", "fileprivate"].contains($0) } }

  /// Whether its first brace outside of parentheses opens its body, and the brace that closes it ends it.
  var hasBraces: Bool { isType || Self.functions.contains(keyword) || keyword == "precedencegroup" }

  /// It, then its members, each before its own.
  public var withMembers: [OutlinedDeclaration] { [self] + members.flatMap(\.withMembers) }
}
