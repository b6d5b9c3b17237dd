import CourseCatalog
import Formats
import Foundation

/// One page of the book: its HTML, and what a table of contents and a search want to know of it.
struct BookPage {
  /// A heading with what stands under it.
  struct Section: Equatable {
    let level: Int
    let anchor: String
    let title: String
    let text: String
  }

  let name: String
  let unit: CourseUnit
  let isExercise: Bool
  let html: String
  let sections: [Section]

  init(source: BookSource, html: String, units: [CourseUnit], drawings: inout InlineDrawings) {
    name = source.name + ".html"
    unit = source.unit
    isExercise = source.isExercise
    let html = Self.withAnchorsOfPages(html)
    sections = Self.sections(of: html)
    let links = BookLinks(folder: source.folder, units: units)
    let linked = links.naming(in: links.rewritten(CodeLines.marked(in: html)))
    self.html = drawings.inlined(in: PageDetails.adapted(linked))
  }

  /// The title that a reader sees, without the unit's number.
  var title: String { isExercise ? "Exercise \(unit.number)" : unit.title }

  /// The title of a chapter with its number.
  var fullTitle: String { isExercise ? title : "\(unit.number) \(title)" }

  /// The time it takes to read the chapter, in its own words, such as `about 45 minutes`.
  var readingTime: String? {
    let text = sections.lazy.compactMap {
      $0.text.firstMatch(of: #/Reading takes (about [^;,.]*(?:minutes|hours?))/#)
    }
    return text.first.map { String($0.output.1) }
  }

  /// A line below the bar: where this page's files are.
  var about: String {
    let folder = unit.folder
    let parts =
      isExercise
      ? [
        "<a href=\"\(folder).html\">Chapter \(unit.number)</a>", "\(unit.tasks.count) tasks",
        "<code>Exercises/\(folder)</code>",
      ]
      : [
        readingTime.map { "\($0) to read" }, "<a href=\"\(folder).ipynb\" download>Notebook</a>",
        "<a href=\"\(folder).swift\">Swift source</a>",
        "<a href=\"\(folder)-exercise.html\">Exercise \(unit.number)</a>",
      ].compactMap(\.self)
    return "<p class=\"about\">\(parts.map { "<span>\($0)</span>" }.joined())</p>"
  }

  private static var heading: Regex<(Substring, Substring, Substring, Substring)> {
    #/<h([1-4]) id="([^"]*)">(.*?)<a class="anchor-link"[^>]*>[^<]*</a></h[1-4]>/#.dotMatchesNewlines()
  }

  /// The same HTML with each heading named as GitHub names it on the chapter's page, so that a link within a chapter
  /// leads to the same place in both: nbconvert keeps uppercase letters and punctuation.
  static func withAnchorsOfPages(_ html: String) -> String {
    var seen: [String: Int] = [:]
    return html.replacing(heading) { match in
      let letters = plainText(match.output.3).lowercased().map { $0 == " " ? "-" : $0 }
      let name = String(letters.filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      let count = seen[name, default: 0]
      seen[name] = count + 1
      let anchor = count == 0 ? name : "\(name)-\(count)"
      let (level, title) = (match.output.1, match.output.3)
      return
        "<h\(level) id=\"\(anchor)\">\(title)<a class=\"anchor-link\" href=\"#\(anchor)\">¶</a></h\(level)>"
    }
  }

  /// The headings, with the plain text between one and the next.
  static func sections(of html: String) -> [Section] {
    let matches = html.matches(of: heading)
    return matches.indices.map { index in
      let match = matches[index]
      let end = index + 1 < matches.count ? matches[index + 1].range.lowerBound : html.endIndex
      return Section(
        level: Int(match.output.1) ?? 1, anchor: String(match.output.2),
        title: plainText(match.output.3), text: plainText(html[match.range.upperBound..<end]))
    }
  }

  /// What a reader reads of some HTML: no tags, no programs, one space between words.
  static func plainText(_ html: Substring) -> String {
    let hidden = #/<(pre|svg|style)[^>]*>.*?</(pre|svg|style)>|<div class="prompt[^>]*>[^<]*</div>/#
    let text = String(html).replacing(hidden.dotMatchesNewlines(), with: " ")
      .replacing(#/</(td|th|p|li)>/#, with: " ").replacing(#/<[^>]*>/#, with: "")
    return XMLText.plain(text)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
