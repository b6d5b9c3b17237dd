import Foundation

/// Text for HTML and SVG.
enum Markup {
  /// The text with `&`, `<`, `>` and quotes written as entities.
  static func escaped(_ text: String) -> String {
    var result = ""
    // By scalars: a "<" with an accent is a character of its own, and opens a tag all the same.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A drawing as an image element, which a notebook that nobody has trusted yet shows too.
  static func image(svg: String, alternative: String, width: Double) -> String {
    let data = Data(svg.utf8).base64EncodedString()
    return "<img src=\"data:image/svg+xml;base64,\(data)\" alt=\"\(escaped(alternative))\" "
      + "width=\"\(NumberText.coordinate(width))\">"
  }
}
