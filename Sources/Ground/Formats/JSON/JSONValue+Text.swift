extension JSONValue {
  /// The value as text, exactly as Jupyter itself writes notebooks: sorted keys, one space per level. A
  /// notebook that Jupyter saves again therefore shows no change in version control.
  package func text(indent: Int = 0) -> String {
    switch self {
    case .string(let value): return JSONValue.quoted(value)
    case .integer(let value): return String(value)
    case .number(let value): return String(value)
    case .bool(let value): return String(value)
    case .null: return "null"
    case .array(let values):
      return JSONValue.block("[", values.map { $0.text(indent: indent + 1) }, "]", indent)
    case .object(let fields):
      let items = fields.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        .map { JSONValue.quoted($0.key) + ": " + $0.value.text(indent: indent + 1) }
      return JSONValue.block("{", items, "}", indent)
    }
  }

  /// A long text as Jupyter stores it: an array of its lines, each with its line break.
  package static func lines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: "\n") {
      lines.append(.string(String(rest[...end])))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { lines.append(.string(String(rest))) }
    return .array(lines)
  }

  private static func block(_ open: String, _ items: [String], _ close: String, _ indent: Int) -> String {
    guard !items.isEmpty else { return open + close }
    let space = "\n" + String(repeating: " ", count: indent + 1)
    let body = items.joined(separator: "," + space)
    return open + space + body + "\n" + String(repeating: " ", count: indent) + close
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
