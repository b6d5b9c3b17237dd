/// Text for XML 1.0.
package enum XMLText {
  /// A text between tags.
  package static func content(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // "]]>" must not occur in a text.
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text in an attribute; a parser would turn line breaks there into spaces.
  package static func attribute(_ text: String) -> String {
    var result = ""
    for scalar in content(text).unicodeScalars {
      switch scalar {
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The original text of escaped content or of an attribute.
  package static func plain(_ xml: String) -> String {
    let marks = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#10;", "\n"), ("&#9;", "\t"),
      ("&amp;", "&"),
    ]
    return marks.reduce(xml) { $0.replacing($1.0, with: $1.1) }
  }
}
