import Formats
import Foundation

/// What the book's search looks through: every section of every page, in a script, since a page that is opened from a
/// file may not read another file.
struct BookSearch {
  /// `search-index.js`.
  let script: String

  init(_ pages: [BookPage]) {
    let entries = pages.flatMap { page in
      page.sections.map { section in
        JSONValue.object([
          "page": .string("\(page.unit.number) \(page.title)"), "text": .string(section.text),
          "title": .string(section.title), "url": .string("\(page.name)#\(section.anchor)"),
        ])
      }
    }
    script = "const searchIndex = \(JSONValue.array(entries).text());\n"
  }
}
