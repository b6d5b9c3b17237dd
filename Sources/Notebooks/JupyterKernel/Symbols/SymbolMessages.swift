/// What the kernel wants to know about a place in a source file.
struct SymbolQuestion: Codable, Equatable {
  /// What is wanted.
  enum Kind: String, Codable {
    /// What may stand at the place.
    case completion
    /// What stands at the place.
    case explanation
  }

  var kind: Kind
  /// The source file's path.
  var file: String
  /// The place: a count of bytes.
  var offset: Int
  /// How a completion begins.
  var beginning: String
  /// What the compiler is called with.
  var arguments: [String]
}

/// What the toolchain knows about it.
struct SymbolAnswer: Codable, Equatable {
  /// Something that may stand at a place.
  struct Candidate: Codable, Equatable {
    var name: String
    /// What it is, `function`.
    var kind: String
    /// How it is called, with its type.
    var signature: String
  }

  var candidates: [Candidate] = []
  /// The declaration as source code.
  var declaration: String?
  /// The comment above the declaration, in Markdown.
  var comment: String?
}
