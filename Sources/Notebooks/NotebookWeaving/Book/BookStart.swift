import CourseCatalog
import Formats

/// The page the book starts with: what it is, for whom, how to begin, and all chapters.
struct BookStart {
  let pages: [BookPage]
  let units: [CourseUnit]

  /// The text of the page.
  var html: String {
    let first = pages.first.map { "<a href=\"\($0.name)\">chapter \($0.unit.number)</a>" } ?? "a chapter"
    return """
      <h1>\(BookTemplate.bookTitle)</h1>
      <p class="lead">A course you read, run, and write. Each chapter explains one idea with equations, code, and \
      plots. Its exercise asks you to write that idea yourself, and tests show in numbers what is wrong.</p>
      <p>It is for people who know Swift and a bit of matrix algebra, and who want to understand recurrent networks \
      well enough to build one. A chapter takes 40 minutes to an hour, an exercise an evening.</p>
      <h2 id="begin">How to begin</h2>
      <p>To read, go to \(first): this book needs no network and no installation. To write the exercises, you need \
      Swift 6 and the course's folder. Two commands, typed there, do all the setup:</p>
      <div class="lines code"><pre><span class="line">swift run course</span>
      <span class="line">swift test</span></pre></div>
      <p>The first shows where you are and what comes next. The second builds and tests the library; exercises you \
      have not started are skipped. Then write the stubs in <code>Exercises/01-OneHot</code> and type \
      <code>swift run course grade 01</code> as often as you like. Every failure comes with a hint.</p>
      <p>To change the code of a chapter and run it, open its notebook: <code>swift run course kernel install</code> \
      adds Swift to the Jupyter you have.</p>
      <h2 id="map">Map of the chapters</h2>
      <p>An arrow leads to a chapter that needs the one before it. Several ways lead through the middle: after the \
      fourth chapter, choose what interests you.</p>
      \(ChapterMap(units: units).html)
      <h2 id="chapters">Chapters and exercises</h2>
      <ol class="units">\(units.map(row).joined(separator: "\n"))</ol>
      <h2 id="keys">Keys</h2>
      <table><tbody>
      <tr><td><kbd>/</kbd></td><td>search; <kbd>↓</kbd> and <kbd>↑</kbd> choose, <kbd>Enter</kbd> opens, \
      <kbd>Esc</kbd> closes and removes the highlights</td></tr>
      <tr><td><kbd>←</kbd> <kbd>→</kbd></td><td>the previous and the next page</td></tr>
      </tbody></table>
      """
  }

  private func row(_ unit: CourseUnit) -> String {
    let chapter = pages.first { $0.unit.number == unit.number && !$0.isExercise }
    let needed = LearningPath.prerequisites(of: unit.number, among: units.map(\.number))
    let facts = [
      chapter?.readingTime.map { "\($0) to read" },
      needed.isEmpty ? nil : "needs \(needed.joined(separator: ", "))",
      "<a href=\"\(unit.folder)-exercise.html\">exercise \(unit.number)</a>: \(unit.tasks.count) tasks",
    ].compactMap(\.self).map { "<span>\($0)</span>" }.joined()
    return """
      <li><a href="\(unit.folder).html">\(unit.number) \(XMLText.content(unit.title))</a>
      <p>\(XMLText.content(unit.summary))</p><p class="about">\(facts)</p></li>
      """
  }
}
