/// A question about a position in a source text.
struct SymbolQuestion: Codable, Equatable {
  /// The kind of question.
  enum Kind: String, Codable {
    /// Completions at the position.
    case completion
    /// The symbol at the position.
    case explanation
  }

  var kind: Kind
  /// The supposed path of the text. The toolchain caches the list of modules for each path, so every cell changes it.
  var file: String
  var source: String
  /// The place: a count of bytes.
  var offset: Int
  /// The beginning of a completion.
  var beginning = ""
  /// What the compiler is called with.
  var arguments: [String]
}

/// What the toolchain knows about it.
struct SymbolAnswer: Codable, Equatable {
  /// Something that may stand at a place.
  struct Candidate: Codable, Equatable {
    /// The inserted text, `matmul(` or `hiddenSize: `.
    var name: String
    /// Its kind, `function`.
    var kind: String
    /// Its parameters and type.
    var signature: String
    /// Whether it is an argument label.
    var isLabel = false
  }

  var candidates: [Candidate] = []
  /// The declaration as source code.
  var declaration: String?
  /// The comment above the declaration, in Markdown.
  var comment: String?
}
