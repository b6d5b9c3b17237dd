import Formats

/// A type that a stub declares, with the data needed to send its values to another process and to rebuild
/// them.
struct WiredType: Equatable {
  /// A stored property, or an associated value of a case.
  struct Field: Equatable {
    /// The label in the initializer; `_` for none.
    var label: String
    var name: String
    var type: String

    /// Reads it in the initializer call. The type is written out, so the compiler detects a different one.
    var reading: String { (label == "_" ? "" : "\(label): ") + "try reader.next((\(type)).self)" }
    var writing: String { "writer.add(\(name) as \(type))" }
  }

  /// One case of an enumeration.
  struct Case: Equatable {
    var name: String
    var fields: [Field]
  }

  /// How its values are made.
  enum Form: Equatable {
    /// By an initializer that takes every stored property, in its order.
    case fields([Field])
    case cases([Case])
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
  private static func fields(of type: OutlinedDeclaration, in outline: SourceOutline) -> [Field]? {
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
    return memberwise?.map { Field(label: $0.label, name: $0.name, type: $0.type) }
  }

  private static func cases(of type: OutlinedDeclaration, in outline: SourceOutline) -> [Case] {
    type.members.filter { $0.keyword == "case" }.flatMap { member -> [Case] in
      let text = outline.text(member.head).trimmed
      return CallSignature.parts(of: String(text.dropFirst("case ".count))).map { part in
        let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let payload = part.dropFirst(name.count)
        let list = payload.hasPrefix("(") ? String(payload.dropFirst().dropLast()) : ""
        let fields = CallSignature.parts(of: list).enumerated().map { index, element in
          let word = element.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          let isLabel = element.dropFirst(word.count).first == ":"
          return Field(
            label: isLabel ? String(word) : "_", name: "p\(index)",
            type: isLabel ? String(element.dropFirst(word.count + 1)).trimmed : element)
        }
        return Case(name: String(name), fields: fields)
      }
    }
  }

  /// The source of its conformance.
  ///
  /// - Parameter isClass: whether it is a final class in the submission, which works as well.
  func conformance(isClass: Bool = false) -> String {
    let (writing, reading): ([String], [String]) =
      switch form {
      case .fields(let fields):
        (fields.map(\.writing), ["self.init(\(fields.map(\.reading).joined(separator: ", ")))"])
      case .cases(let cases): (Self.writing(cases), Self.reading(cases))
      }
    return """
      extension \(name): Answering.Wire {
        public func write(to writer: inout Answering.WireWriter) {
      \(writing.map { "    \($0)" }.joined(separator: "\n"))
        }
        public \(isClass ? "convenience " : "")init(from reader: inout Answering.WireReader) throws {
      \(reading.map { "    \($0)" }.joined(separator: "\n"))
        }
      }

      """
  }

  private static func writing(_ cases: [Case]) -> [String] {
    ["switch self {"]
      + cases.enumerated().flatMap { index, one in
        let names = one.fields.map { "let \($0.name)" }.joined(separator: ", ")
        return ["case .\(one.name)\(names.isEmpty ? "" : "(\(names))"):", "  writer.add(\(index))"]
          + one.fields.map { "  \($0.writing)" }
      } + ["}"]
  }

  private static func reading(_ cases: [Case]) -> [String] {
    ["switch try reader.next(Int.self) {"]
      + cases.enumerated().map { index, one in
        let payload = one.fields.map(\.reading).joined(separator: ", ")
        return "case \(index): self = .\(one.name)\(payload.isEmpty ? "" : "(\(payload))")"
      } + ["default: throw Answering.Unreadable()", "}"]
  }
}
