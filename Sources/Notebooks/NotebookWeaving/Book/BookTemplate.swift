import CourseCatalog
import Formats

/// What surrounds the text of every page: the bar with search and switches, the contents, the way to the next page.
struct BookTemplate {
  static let bookTitle = "Recurrent neural networks, written in Swift"

  let pages: [BookPage]

  /// The whole file of a page.
  func page(_ index: Int) -> String {
    let page = pages[index]
    let before = index > 0 ? pages[index - 1] : nil
    let after = index + 1 < pages.count ? pages[index + 1] : nil
    let steps = [step(to: before, "prev", "← %"), step(to: after, "next", "% →")].joined()
    return document(
      title: "\(page.unit.number) \(page.title)", current: page,
      body: "\(page.about)\n\(page.html)\n<nav class=\"steps\" aria-label=\"Next page\">\(steps)</nav>")
  }

  /// The whole file of the start page.
  func index(of start: BookStart) -> String { document(title: "Start", current: nil, body: start.html) }

  private func step(to page: BookPage?, _ relation: String, _ form: String) -> String {
    guard let page else { return "<span></span>" }
    let title = form.replacing("%", with: XMLText.content(page.fullTitle))
    return "<a rel=\"\(relation)\" href=\"\(page.name)\">\(title)</a>"
  }

  /// The contents at the side: all pages, and the sections of the current one.
  private func contents(current: BookPage?) -> String {
    let items = pages.map { page -> String in
      let isCurrent = page.name == current?.name
      let mark = isCurrent ? " aria-current=\"page\"" : ""
      let sections = isCurrent ? self.sections(of: page) : ""
      let title = XMLText.content(page.title)
      if page.isExercise {
        return "<li class=\"exercise\"><a\(mark) href=\"\(page.name)\">\(title)</a>\(sections)</li>"
      }
      let number = "<span class=\"number\">\(page.unit.number)</span>"
      return "<li><a\(mark) href=\"\(page.name)\">\(number) \(title)</a>\(sections)</li>"
    }
    return "<ul>\(items.joined(separator: "\n"))</ul>"
  }

  private func sections(of page: BookPage) -> String {
    let items = page.sections.filter { $0.level == 2 }.map {
      "<li><a href=\"#\($0.anchor)\">\(XMLText.content($0.title))</a></li>"
    }
    return items.isEmpty ? "" : "<ul>\(items.joined())</ul>"
  }

  /// The frame of figures, and a program for each kind of figure on the page.
  private func figureScripts(of body: String) -> String {
    let names = Set(body.matches(of: #/data-figure="([a-z-]+)"/#).map { String($0.output.1) })
    return (["figures.js"] + names.sorted().map { "figure-\($0).js" })
      .map { "<script src=\"\($0)\"></script>" }.joined(separator: "\n")
  }

  private func document(title: String, current: BookPage?, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(XMLText.content(title)) · \(Self.bookTitle)</title>
    <link rel="stylesheet" href="book.css">
    <link rel="stylesheet" href="drawings.css">
    <script src="theme.js"></script>
    </head>
    <body>
    <a class="skip" href="#text">Skip to the text</a>
    <header>
    <a class="menu" href="#contents">Contents</a>
    <a class="home" href="index.html"><span>\(Self.bookTitle)</span></a>
    <div class="find" role="search">
    <input id="query" type="search" placeholder="Search ( / )" aria-label="Search the book" autocomplete="off" \
    role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
    <ol id="results" role="listbox" aria-label="Found"></ol>
    </div>
    </header>
    <nav id="contents" aria-label="Contents">
    \(contents(current: current))
    </nav>
    <main id="text" tabindex="-1">
    \(body)
    </main>
    <script src="search-index.js"></script>
    <script src="search.js"></script>
    \(figureScripts(of: body))
    <script src="book.js"></script>
    </body>
    </html>

    """
  }
}
