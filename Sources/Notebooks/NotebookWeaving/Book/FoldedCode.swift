import ChapterReading
import Formats

/// Folds cells on a page from nbconvert, which only adds their tag as a class.
struct FoldedCode {
  /// The summaries of the folded cells, in order.
  let titles: [String]

  init(_ cells: [ChapterCell]) { titles = cells.compactMap(\.fold) }

  /// The page with the input of each folded cell in a `details` element.
  func folded(in html: String) -> String {
    var result = ""
    var rest = html[...]
    for title in titles {
      guard let cell = rest.firstRange(of: #/<div class="[^"]*celltag_hide-input[^>]*>/#),
        let input = rest[cell.upperBound...].firstRange(of: "<div class=\"input\">")
      else { break }
      let end = Self.end(of: input, in: rest)
      result += rest[..<input.lowerBound]
      result += "<details class=\"folded\"><summary>\(XMLText.content(title))</summary>\n"
      result += rest[input.lowerBound..<end] + "\n</details>"
      rest = rest[end...]
    }
    return result + rest
  }

  /// The end of an element, given its opening tag. Code is escaped, so every tag in it belongs to the page.
  private static func end(of opening: Range<String.Index>, in html: Substring) -> String.Index {
    var depth = 1
    var place = opening.upperBound
    while depth > 0, let tag = html[place...].firstRange(of: #/<\/?div\b/#) {
      depth += html[tag].hasPrefix("</") ? -1 : 1
      place = tag.upperBound
    }
    return html[place...].firstIndex(of: ">").map { html.index(after: $0) } ?? html.endIndex
  }
}
