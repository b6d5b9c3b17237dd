import CourseCatalog
import Formats
import Foundation

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

  /// The page with chapters and exercises that prose only names made links, such as `chapter 04` or
  /// `chapters 03 and 08`.
  func naming(in html: String) -> String {
    let closed: Set = ["a", "pre", "code", "h1", "h2", "h3", "h4", "svg", "summary", "math"]
    var result = ""
    var depth = 0
    for (index, piece) in html.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = piece.firstIndex(of: ">") else {
        result += (index > 0 ? "<" : "") + linked(piece)
        continue
      }
      let isEnd = piece.hasPrefix("/")
      let name = piece.dropFirst(isEnd ? 1 : 0).prefix { $0.isLetter || $0.isNumber }
      if closed.contains(String(name)) { depth = max(0, depth + (isEnd ? -1 : 1)) }
      let text = piece[piece.index(after: end)...]
      result += "<\(piece[...end])" + (depth == 0 ? linked(text) : String(text))
    }
    return result
  }

  /// The page that the links are on.
  private var ownPage: String {
    (folder.split(separator: "/").last ?? "") + (folder.hasPrefix("Exercises") ? "-exercise.html" : ".html")
  }

  private func linked(_ text: Substring) -> String { withEquations(withChapters(text)) }

  /// The text with `equation (3.1)` a link to the formula with that tag, in chapter 03.
  private func withEquations(_ text: String) -> String {
    text.replacing(#/\b[Ee]quations? \(\d+\.\d+\)(?:(?:, and|,| and| or) \(\d+\.\d+\))*/#) { match in
      match.output.replacing(#/\(((\d+)\.\d+)\)/#) { number in
        guard let unit = units.first(where: { Int($0.number) == Int(number.output.2) }) else {
          return String(number.output.0)
        }
        return "<a href=\"\(unit.folder).html#equation-\(number.output.1)\">\(number.output.0)</a>"
      }
    }
  }

  private func withChapters(_ text: Substring) -> String {
    String(text).replacing(
      #/\b([Cc]hapter|[Uu]nit|[Ee]xercise)(s?) (\d\d(?:(?:, and|,| and| or| to) \d\d)*)\b/#
    ) {
      match in
      let suffix = match.output.1.lowercased() == "exercise" ? "-exercise.html" : ".html"
      let numbers = match.output.3.replacing(#/\d\d/#) { number in
        guard let unit = units.first(where: { $0.number == number.output }), unit.folder + suffix != ownPage
        else { return String(number.output) }
        let title = XMLText.attribute(unit.title)
        return "<a href=\"\(unit.folder)\(suffix)\" title=\"\(title)\">\(number.output)</a>"
      }
      return "\(match.output.1)\(match.output.2) \(numbers)"
    }
  }
}
