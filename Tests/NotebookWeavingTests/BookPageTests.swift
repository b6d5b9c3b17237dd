import CourseCatalog
import Foundation
import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

final class BookPageTests: XCTestCase {
  private func text(of html: String) -> String { html.replacing(#/<[^>]*>/#, with: "") }

  func testCodeIsInLinesThatKnowTheirIndentation() {
    let html = """
      <div class="highlight"><pre><span></span><span class="k">if</span> a &lt; b {
          <span class="n">b</span>
      }
      </pre></div>
      """
    let marked = CodeLines.marked(in: html)
    XCTAssertEqual(marked.components(separatedBy: "class=\"line\"").count - 1, 3, marked)
    XCTAssertTrue(marked.contains("<span class=\"line\" style=\"--indent:4\">    <span"), marked)
    XCTAssertTrue(
      marked.contains("class=\"lines code\" style=\"--columns:13\""), "10 columns and 3: \(marked)")
    XCTAssertEqual(text(of: marked), text(of: html))
  }

  func testAnElementOverSeveralLinesIsClosedAndOpenedAtEachEnd() {
    let html = "<pre><span class=\"s\">one\n\ntwo</span> three\n</pre>"
    let marked = CodeLines.marked(in: html)
    XCTAssertTrue(
      marked.contains(
        "<span class=\"line\"><span class=\"s\">one</span></span>\n"
          + "<span class=\"line\"><span class=\"s\"></span></span>\n"
          + "<span class=\"line\"><span class=\"s\">two</span> three</span>\n"), marked)
  }

  func testOutputIsNotCode() {
    let marked = CodeLines.marked(
      in: "<pre>a</pre><div class=\"output_subarea output_stdout output_text\">\n<pre>1\n</pre>\n</div>")
    XCTAssertTrue(marked.contains("lines code\" style=\"--columns:4\""), marked)
    XCTAssertTrue(marked.contains("lines output\" style=\"--columns:4\""), marked)
  }

  func testADrawingIsPartOfThePageAndFollowsItsColors() {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="4" height="2" viewBox="0 0 4 2" role="img">
      <title>T</title>
      <desc>D</desc>
      <style>@media (prefers-color-scheme: dark) { [fill="#ffffff"] { fill: #0d1117 } [stroke="#ffffff"] { stroke: #0d1117 } }</style>
      <rect fill="#ffffff"/>
      </svg>
      """
    var drawings = InlineDrawings()
    let image =
      "<img src=\"data:image/svg+xml;base64,\(Data(svg.utf8).base64EncodedString())\" alt=\"T &lt; D\" width=\"4\">"
    let html = drawings.inlined(in: "<p>a</p>\(image)<img src=\"other.png\" alt=\"x\">b")
    XCTAssertTrue(html.hasPrefix("<p>a</p><svg class=\"drawing\" aria-label=\"T &lt; D\" xmlns="), html)
    XCTAssertTrue(html.hasSuffix("</svg><img src=\"other.png\" alt=\"x\">b"), html)
    let quoted = drawings.inlined(in: image.replacing("\"T &lt; D\"", with: "'a \"b\"'"))
    XCTAssertTrue(quoted.contains("aria-label=\"a &quot;b&quot;\""), quoted)
    XCTAssertFalse(html.contains("<style>") || html.contains("<title>"), html)
    XCTAssertEqual(
      drawings.style,
      """
      .drawing [fill="#ffffff"] { fill: light-dark(#ffffff, #0d1117); }
      .drawing [stroke="#ffffff"] { stroke: light-dark(#ffffff, #0d1117); }

      """)
  }

  func testChaptersThatProseNamesAreLinks() {
    let links = BookLinks(folder: "Chapters/03-RNN", units: Course.units)
    let html = links.naming(
      in: "<p>See chapters 01 and 04, exercise 02, chapter 03, chapter 99.</p><code>chapter 04</code>"
        + "<img alt=\"chapter 04\"><a href=\"x\">chapter 04</a>")
    XCTAssertTrue(
      html.contains("chapters <a href=\"01-OneHot.html\" title=\"Categories as numbers\">01</a>"), html)
    XCTAssertTrue(html.contains(">04</a>, exercise <a href=\"02-Tokenizers-exercise.html\""), html)
    XCTAssertTrue(html.contains("chapter 03, chapter 99."), "a page does not link to itself: \(html)")
    XCTAssertTrue(
      html.hasSuffix("<code>chapter 04</code><img alt=\"chapter 04\"><a href=\"x\">chapter 04</a>"), html)
  }

  func testNumberedEquationsCanBeReferredTo() {
    var marks = FormulaMarks()
    let marked = marks.marking("$$\nx \\tag{3.1}\n$$")
    let formula = marks.restored(in: marked)
    XCTAssertTrue(formula.contains("id=\"equation-3.1\"") && formula.contains(">(3.1)</span>"), formula)
    let links = BookLinks(folder: "Chapters/04-BPTT", units: Course.units)
    XCTAssertEqual(
      links.naming(in: "Equations (3.1) and (9.2), but not (0.5)."),
      "Equations <a href=\"03-RNN.html#equation-3.1\">(3.1)</a> and "
        + "<a href=\"09-LSTM.html#equation-9.2\">(9.2)</a>, but not (0.5).")
  }

  func testTheMapHasABoxForEachChapterAndAnArrowForEachNeed() {
    let map = ChapterMap(units: Course.units).html
    let numbers = Course.units.map(\.number)
    let needs = numbers.map { LearningPath.prerequisites(of: $0, among: numbers).count }.reduce(0, +)
    XCTAssertEqual(map.components(separatedBy: "<path ").count - 1, needs)
    for unit in Course.units { XCTAssertTrue(map.contains("<a href=\"\(unit.folder).html\""), unit.folder) }
    let places = map.matches(of: #/<rect x="(\d+)" y="(\d+)"/#).map { "\($0.output.1) \($0.output.2)" }
    XCTAssertEqual(Set(places).count, Course.units.count, "two boxes in one place")
  }

  func testAPageLoadsTheProgramsOfItsFiguresOnly() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    let source = try XCTUnwrap(BookSource.all(of: Course.units[0], in: layout).first)
    let html = "<div data-figure=\"wall\" data-values=\"{}\"></div><div data-figure=\"wall\"></div>"
    var drawings = InlineDrawings()
    let page = BookPage(source: source, html: html, units: Course.units, drawings: &drawings)
    let text = BookTemplate(pages: [page]).page(0)
    XCTAssertEqual(text.components(separatedBy: "figure-wall.js").count, 2)
    XCTAssertFalse(text.contains("figure-memory.js"))
    XCTAssertTrue(text.contains("<a href=\"01-OneHot.ipynb\" download>Notebook</a>"))
  }
}
