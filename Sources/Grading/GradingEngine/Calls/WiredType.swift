import Formats

/// A type that a stub declares, with what is needed to send its values to another process and to make them again.
struct WiredType: Equatable {
  /// One case of an enumeration.
  struct Case: Equatable {
    var name: String
    /// The labels of what goes with it; `_` for none.
    var labels: [String]
  }

  /// How its values are made.
  enum Form: Equatable {
    /// By an initializer that takes every stored property: its labels and the properties, in its order.
    case fields([(label: String, property: String)])
    case cases([Case])

    static func == (a: Form, b: Form) -> Bool {
      switch (a, b) {
      case (.fields(let a), .fields(let b)):
        a.map(\.label) == b.map(\.label) && a.map(\.property) == b.map(\.property)
      case (.cases(let a), .cases(let b)): a == b
      default: false
      }
    }
  }

  /// `RNN.Cache`.
  var name: String
  var form: Form
  /// Whether it is an error that the exercise's functions throw.
  var isError: Bool

  /// The types that a file declares.
  static func all(in outline: SourceOutline) -> [WiredType] {
    outline.located.compactMap { WiredType($0, in: outline) }
  }

  private init?(_ located: LocatedDeclaration, in outline: SourceOutline) {
    let declaration = located.declaration
    guard !declaration.isPrivate else { return nil }
    name = located.container.isEmpty ? declaration.name : "\(located.container).\(declaration.name)"
    let heritage = outline.text(declaration.head).split(separator: ":", maxSplits: 1).last ?? ""
    isError = CallSignature.parts(of: String(heritage).trimmed).contains("Error")
    switch declaration.keyword {
    case "struct":
      guard let fields = Self.fields(of: declaration, in: outline) else { return nil }
      form = .fields(fields)
    case "enum":
      form = .cases(Self.cases(of: declaration, in: outline))
    default: return nil
    }
  }

  /// The parameters of the initializer that takes every stored property under its own name.
  private static func fields(
    of type: OutlinedDeclaration, in outline: SourceOutline
  ) -> [(label: String, property: String)]? {
    let stored = type.members.filter { member in
      ["var", "let"].contains(member.keyword) && !member.modifiers.contains("static")
        && !outline.text(member.head).contains("{")
    }.map(\.name)
    let initializers = type.members.filter { $0.keyword == "init" }.map { member in
      let head = outline.text(member.head)
      let list = head.dropFirst((head.range(of: "init(")?.upperBound ?? head.endIndex).utf16Offset(in: head))
      let end = list.lastIndex(of: ")") ?? list.endIndex
      return CallSignature.parts(of: String(list[..<end])).map(CallSignature.Parameter.init)
    }
    let memberwise = initializers.first { Set($0.map(\.name)) == Set(stored) && $0.count == stored.count }
    return memberwise.map { $0.map { (label: $0.label, property: $0.name) } }
  }

  private static func cases(of type: OutlinedDeclaration, in outline: SourceOutline) -> [Case] {
    type.members.filter { $0.keyword == "case" }.flatMap { member -> [Case] in
      let text = outline.text(member.head).trimmed
      return CallSignature.parts(of: String(text.dropFirst("case ".count))).map { part in
        let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let payload = part.dropFirst(name.count)
        let list = payload.hasPrefix("(") ? String(payload.dropFirst().dropLast()) : ""
        let labels = CallSignature.parts(of: list).map { element in
          let word = element.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          return element.dropFirst(word.count).first == ":" ? String(word) : "_"
        }
        return Case(name: String(name), labels: labels)
      }
    }
  }

  /// The source of its conformance.
  var conformance: String {
    let (writing, reading): ([String], [String]) =
      switch form {
      case .fields(let fields):
        (
          fields.map { "writer.add(\($0.property))" },
          [
            "self.init(\(fields.map { Self.argument($0.label, "try reader.next()") }.joined(separator: ", ")))"
          ]
        )
      case .cases(let cases): (Self.writing(cases), Self.reading(cases))
      }
    return """
      extension \(name): Wire {
        public func write(to writer: inout WireWriter) {
      \(writing.map { "    \($0)" }.joined(separator: "\n"))
        }
        public init(from reader: inout WireReader) throws {
      \(reading.map { "    \($0)" }.joined(separator: "\n"))
        }
      }

      """
  }

  private static func argument(_ label: String, _ value: String) -> String {
    label == "_" ? value : "\(label): \(value)"
  }

  private static func writing(_ cases: [Case]) -> [String] {
    ["switch self {"]
      + cases.enumerated().flatMap { index, one in
        let names = one.labels.indices.map { "p\($0)" }
        let pattern = names.isEmpty ? "" : "(\(names.map { "let \($0)" }.joined(separator: ", ")))"
        return ["case .\(one.name)\(pattern):", "  writer.add(\(index))"]
          + names.map { "  writer.add(\($0))" }
      } + ["}"]
  }

  private static func reading(_ cases: [Case]) -> [String] {
    ["switch try reader.next(Int.self) {"]
      + cases.enumerated().map { index, one in
        let payload = one.labels.map { argument($0, "try reader.next()") }.joined(separator: ", ")
        return "case \(index): self = .\(one.name)\(one.labels.isEmpty ? "" : "(\(payload))")"
      } + ["default: throw Unreadable()", "}"]
  }
}
