import Formats
import Foundation

/// The drawings of a page as part of it instead of as images, so they follow the reader's switch between light and
/// dark, and their text can be found and copied.
struct InlineDrawings {
  /// The colors that drawings have on a dark page, by the attribute and the light color, such as `fill="#ffffff"`.
  private(set) var darkColors: [String: String] = [:]

  /// The page with its drawings in it.
  mutating func inlined(in html: String) -> String {
    var result = ""
    var rest = html[...]
    while let start = rest.range(of: "<img "), let end = rest[start.upperBound...].firstIndex(of: ">") {
      let tag = rest[start.lowerBound...end]
      result += rest[..<start.lowerBound]
      result += drawing(of: tag) ?? String(tag)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The style sheet of all drawings: both colors of each pair, of which the page picks one.
  var style: String {
    darkColors.sorted { $0.key < $1.key }.map { attribute, dark in
      let parts = attribute.split(separator: "\"")
      return ".drawing [\(attribute)] { \(parts[0].dropLast()): light-dark(\(parts[1]), \(dark)); }\n"
    }.joined()
  }

  private mutating func drawing(of tag: Substring) -> String? {
    guard let source = tag.firstMatch(of: #/src="data:image\/svg\+xml;base64,([^"]*)"/#),
      let data = Data(base64Encoded: String(source.output.1))
    else { return nil }
    let file = String(decoding: data, as: UTF8.self)
    guard let start = file.firstRange(of: "<svg ") else { return nil }
    addColors(of: file)
    // nbconvert writes an attribute with quotes in it between apostrophes.
    let match = tag.firstMatch(of: #/alt=(?:"([^"]*)"|'([^']*)')/#)
    let label = (match?.output.1 ?? match?.output.2 ?? "").replacing("\"", with: "&quot;")
    // A title would be shown wherever the pointer rests.
    let body = file[start.upperBound...].replacing(
      #/<(title|desc|style)>.*?<\/(title|desc|style)>\n?/#.dotMatchesNewlines(), with: "")
    let svg = "<svg class=\"drawing\" aria-label=\"\(label)\" \(body)"
    guard let width = body.firstMatch(of: #/width="(\d+)/#).flatMap({ Int($0.output.1) }), width > 600
    else { return svg }
    // On a phone a wide drawing keeps most of its width and scrolls; otherwise its letters would be tiny.
    return "<div class=\"wide broad\" style=\"--natural:\(width)px\">\(svg)</div>"
  }

  private mutating func addColors(of svg: String) {
    for rule in svg.matches(of: #/\[((?:fill|stroke)="#[0-9a-f]+")\] \{ (?:fill|stroke): (#[0-9a-f]+) \}/#) {
      darkColors[String(rule.output.1)] = String(rule.output.2)
    }
  }
}
