import CourseCatalog
import Formats

/// What surrounds the cells on every page, and the page that all of them start from.
struct BookTemplate {
  let pages: [BookPage]
  let units: [CourseUnit]

  private static let bookTitle = "Recurrent neural networks, written in Swift"

  /// The whole text of a page.
  func page(_ index: Int) -> String {
    let page = pages[index]
    let (before, after) = (
      index > 0 ? pages[index - 1] : nil, index + 1 < pages.count ? pages[index + 1] : nil
    )
    let steps =
      "<nav class=\"steps\">\(link(to: before, "rel=\"prev\"", "← "))\(link(to: after, "rel=\"next\"", "", " →"))</nav>"
    return document(
      title: "\(page.unit.number) \(page.title)", contents: contents(current: page),
      body: page.html + steps)
  }

  private func link(to page: BookPage?, _ relation: String, _ left: String, _ right: String = "") -> String {
    guard let page else { return "<span></span>" }
    let title = XMLText.content(name(page))
    return "<a \(relation) href=\"\(page.name)\">\(left)\(title)\(right)</a>"
  }

  /// The first page: a line for each unit.
  var index: String {
    let rows = units.map { unit in
      """
      <li><a href="\(unit.folder).html">\(unit.number) \(XMLText.content(unit.title))</a>
      <p>\(XMLText.content(unit.summary)) <a href="\(unit.folder)-exercise.html">Exercise</a></p></li>
      """
    }
    return document(
      title: "Contents", contents: contents(current: nil),
      body: """
        <h1>\(Self.bookTitle)</h1>
        <p>Each chapter explains one idea with equations, code and plots; the exercise beside it asks you to write \
        what you have read.</p>
        <ol class="units">\(rows.joined(separator: "\n"))</ol>
        """)
  }

  /// The table of contents at the side: all units, and the sections of the one that is read.
  private func contents(current: BookPage?) -> String {
    let items = pages.map { page -> String in
      let isCurrent = page.name == current?.name
      let mark = isCurrent ? " aria-current=\"page\"" : ""
      let kind = page.isExercise ? " class=\"exercise\"" : ""
      let sections = isCurrent ? self.sections(of: page) : ""
      return "<li\(kind)><a\(mark) href=\"\(page.name)\">\(XMLText.content(name(page)))</a>\(sections)</li>"
    }
    return "<ul>\(items.joined(separator: "\n"))</ul>"
  }

  private func sections(of page: BookPage) -> String {
    let items = page.sections.filter { $0.level == 2 }.map {
      "<li><a href=\"#\($0.anchor)\">\(XMLText.content($0.title))</a></li>"
    }
    return items.isEmpty ? "" : "<ul>\(items.joined())</ul>"
  }

  private func name(_ page: BookPage) -> String {
    page.isExercise ? page.title : "\(page.unit.number) \(page.title)"
  }

  private func document(title: String, contents: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(XMLText.content(title)) · \(Self.bookTitle)</title>
    <link rel="stylesheet" href="book.css">
    </head>
    <body>
    <nav class="contents" aria-label="Contents">
    <a class="home" href="index.html">\(Self.bookTitle)</a>
    <input id="query" type="search" placeholder="Search" aria-label="Search">
    <ol id="results" aria-live="polite"></ol>
    \(contents)
    </nav>
    <main>
    \(body)
    </main>
    <script src="search.js"></script>
    <script src="book.js"></script>
    </body>
    </html>

    """
  }
}
