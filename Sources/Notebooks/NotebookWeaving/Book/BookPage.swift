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

  init(source: BookSource, html: String, units: [CourseUnit]) {
    name = source.name + ".html"
    unit = source.unit
    isExercise = source.isExercise
    let html = Self.withAnchorsOfPages(html)
    self.html = BookLinks(folder: source.folder, units: units).rewritten(html)
    sections = Self.sections(of: html)
  }

  /// The title that a reader sees, without the unit's number.
  var title: String { isExercise ? "Exercise \(unit.number)" : unit.title }

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

/// Where a link of a chapter or an exercise leads in the book.
struct BookLinks {
  /// The folder that links start from, from the course's root.
  let folder: String
  let units: [CourseUnit]

  /// The page with its links to chapters and exercises made links to pages; what is not in the book is no link.
  func rewritten(_ html: String) -> String {
    html.replacing(#/<a href="([^"]*)"/#) { match in
      let target = String(match.output.1)
      if target.hasPrefix("#") || target.contains("://") { return String(match.output.0) }
      return page(for: target).map { "<a href=\"\($0)\"" } ?? "<a"
    }
  }

  /// The page that a path belongs to.
  func page(for target: String) -> String? {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 ? "#\(parts[1])" : ""
    let path = URL(fileURLWithPath: "/\(folder)/\(parts[0])").standardizedFileURL.pathComponents
    guard path.count > 2, let unit = units.first(where: { $0.folder == path[2] }) else { return nil }
    switch path[1] {
    case "Chapters": return "\(unit.folder).html\(anchor)"
    case "Exercises": return path.count == 3 || path[3] == "README.md" ? "\(unit.folder)-exercise.html" : nil
    default: return nil
    }
  }
}
