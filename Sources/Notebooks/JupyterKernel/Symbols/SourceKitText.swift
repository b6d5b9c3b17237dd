import Foundation

/// Reads the text form of the toolchain's answers: fields, one per line.
enum SourceKitText {
  /// The candidates of an answer to a question for completion, each name once.
  static func candidates(in text: String) -> [SymbolAnswer.Candidate] {
    var found: [SymbolAnswer.Candidate] = []
    var fields: [String: String] = [:]
    var names: Set<String> = []
    func close() {
      if let candidate = candidate(fields), names.insert(candidate.name).inserted { found.append(candidate) }
      fields = [:]
    }
    for line in text.split(separator: "\n") {
      guard let (key, value) = field(line) else { continue }
      if key == "key.kind" { close() }
      if fields[key] == nil { fields[key] = value }
    }
    close()
    return found
  }

  /// The candidate in the fields of one result; `nil` for an operator.
  private static func candidate(_ fields: [String: String]) -> SymbolAnswer.Candidate? {
    guard let full = fields["key.name"], let kind = fields["key.kind"], !kind.contains("group") else {
      return nil
    }
    let type = fields["key.typename"].map { " -> " + $0 } ?? ""
    let signature = (fields["key.description"] ?? full) + type
    if let label = label(full, fields["key.sourcetext"] ?? "") {
      return .init(name: label, kind: "property", signature: signature, isLabel: true)
    }
    var name = String(full.prefix { $0 != "(" })
    guard let first = name.first, first.isLetter || first == "_" || first == "`",
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" })
    else { return nil }
    if kind.contains("function") { name += full.hasSuffix("()") ? "()" : full.contains("(") ? "(" : "" }
    return .init(name: name, kind: Self.kind(kind), signature: signature)
  }

  /// The first label of a call's arguments, `hiddenSize: ` of `hiddenSize: <#T##Int#>, using: …`.
  private static func label(_ name: String, _ code: String) -> String? {
    guard name.hasSuffix(":"), let end = code.range(of: ": ") else { return nil }
    let label = code[..<end.lowerBound]
    return label.isEmpty || !label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? nil : label + ": "
  }

  /// Declaration and comment of an answer to a question for an explanation.
  static func explanation(in text: String) -> SymbolAnswer {
    var fields: [String: String] = [:]
    for line in text.split(separator: "\n") {
      if let (key, value) = field(line), fields[key] == nil { fields[key] = value }
    }
    return SymbolAnswer(
      declaration: fields["key.annotated_decl"].map(withoutMarks), comment: fields["key.doc_comment"])
  }

  /// `key.name: "shape"`, taken apart.
  private static func field(_ line: Substring) -> (key: String, value: String)? {
    let text = line.drop { $0 == " " }
    guard text.hasPrefix("key."), let mark = text.range(of: ": ") else { return nil }
    var value = text[mark.upperBound...]
    if value.hasSuffix(",") { value = value.dropLast() }
    guard value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 else {
      return (String(text[..<mark.lowerBound]), String(value))
    }
    let json = try? JSONDecoder().decode([String].self, from: Data("[\(value)]".utf8))
    return (String(text[..<mark.lowerBound]), json?.first ?? String(value.dropFirst().dropLast()))
  }

  /// The last word that tells kinds apart, in the words that notebooks have icons for.
  private static func kind(_ text: String) -> String {
    for (part, kind) in [
      ("function", "function"), ("var", "instance"), ("keyword", "keyword"), ("enumelement", "instance"),
      ("module", "module"),
    ] where text.contains(part) {
      return kind
    }
    return "class"
  }

  /// Without the tags of XML, and its signs put back.
  private static func withoutMarks(_ text: String) -> String {
    [("<[^>]*>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(text) {
      $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression)
    }
  }
}
