import CourseCatalog
import Foundation
import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

final class BookTests: XCTestCase {
  func testFormulasAreTakenOutAndPutBackAndCodeIsLeftAlone() {
    var marks = FormulaMarks()
    let marked = marks.marking("is $a\nb$ and `$0`\n\n$$\nx\n$$\n\n```swift\nlet a = $0 + $1\n```\n\n$`c_1`$")
    XCTAssertTrue(marked.contains("`$0`") && marked.contains("let a = $0 + $1"), marked)
    XCTAssertEqual(marked.filter { $0 == "$" }.count, 3, marked)
    let html = marks.restored(in: marked)
    XCTAssertEqual(html.components(separatedBy: "<math").count, 4)
    XCTAssertEqual(html.components(separatedBy: "display=\"block\"").count, 2)
    XCTAssertTrue(html.contains("<msub><mi>c</mi>"), html)
  }

  func testLinksLeadToPages() {
    let links = BookLinks(folder: "Chapters/03-RNN", units: Course.units)
    XCTAssertEqual(links.page(for: "../01-OneHot/01-OneHot.md#one-hot"), "01-OneHot.html#one-hot")
    XCTAssertEqual(links.page(for: "../../Exercises/03-RNN"), "03-RNN-exercise.html")
    XCTAssertEqual(links.page(for: "../../Exercises/03-RNN/README.md"), "03-RNN-exercise.html")
    XCTAssertNil(links.page(for: "../../Sources/RecurrentNetworks/RNN.swift"))
    XCTAssertEqual(
      links.rewritten(
        ##"<a href="../../README.md">r</a> <a href="https://x.org/a">x</a> <a href="#t">t</a>"##),
      ##"<a>r</a> <a href="https://x.org/a">x</a> <a href="#t">t</a>"##)
  }

  func testSectionsAreReadFromAPage() {
    let html = """
      <h2 id="One">One &amp; all<a class="anchor-link" href="#One">¶</a></h2><p>Some <em>text</em>.</p>
      <pre>code</pre><h3 id="Two">Two<a class="anchor-link" href="#Two">¶</a></h3><td>1</td><td>2</td>
      """
    XCTAssertEqual(
      BookPage.sections(of: html),
      [
        BookPage.Section(level: 2, anchor: "One", title: "One & all", text: "Some text."),
        BookPage.Section(level: 3, anchor: "Two", title: "Two", text: "1 2"),
      ])
  }

  func testHeadingsHaveTheNamesThatTheChapterPagesGiveThem() {
    let html = """
      <h2 id="Appendix-A:-the-stone">Appendix A: the <em>stone</em><a class="anchor-link" href="#Appendix-A:-the-stone">¶</a></h2>
      <h3 id="Again">Again<a class="anchor-link" href="#Again">¶</a></h3><h3 id="Again">Again<a class="anchor-link" href="#Again">¶</a></h3>
      """
    let anchors = BookPage.sections(of: BookPage.withAnchorsOfPages(html)).map(\.anchor)
    XCTAssertEqual(anchors, ["appendix-a-the-stone", "again", "again-1"])
    XCTAssertTrue(BookPage.withAnchorsOfPages(html).contains("href=\"#appendix-a-the-stone\""))
  }

  func testTheInputOfAFoldedCellIsUnfoldedByAClick() {
    let cells = [
      ChapterCell(kind: .code, source: "a"), ChapterCell(kind: .code, source: "b", fold: "How <b>"),
      ChapterCell(kind: .code, source: "c"),
    ]
    func cell(_ name: String, tag: String = "") -> (open: String, input: String, output: String) {
      (
        "<div class=\"cell code_cell\(tag)\" id=\"cell-id=\(name)\">\n",
        "<div class=\"input\">\n<div class=\"area\"><pre>\(name)</pre></div>\n</div>",
        "\n<div class=\"output_wrapper\">out</div>\n</div>\n"
      )
    }
    let (a, b, c) = (cell("a"), cell("b", tag: " celltag_hide-input"), cell("c"))
    let html = [a, b, c].map { $0.open + $0.input + $0.output }.joined()
    XCTAssertEqual(
      FoldedCode(cells).folded(in: html),
      a.open + a.input + a.output + b.open
        + "<details class=\"folded\"><summary>How &lt;b&gt;</summary>\n" + b.input + "\n</details>" + b.output
        + c.open + c.input + c.output)
  }

  func testWithoutNbconvertTheWayOutIsSaidAndNothingIsLeft() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let book = Book(of: [Course.units[0]], in: layout, python: "/usr/bin/false")
    XCTAssertThrowsError(try book.write(to: folder.appendingPathComponent("book"))) {
      XCTAssertTrue("\($0)".contains("pip install nbconvert"), "\($0)")
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), [])
  }

  func testWhatIsNoBookIsNotReplaced() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let mine = folder.appendingPathComponent("mine.txt")
    try Data("mine".utf8).write(to: mine)
    XCTAssertThrowsError(try Book(in: layout, python: "/usr/bin/false").write(to: folder)) {
      XCTAssertTrue("\($0)".contains("no book of this course"), "\($0)")
    }
    XCTAssertEqual(try Data(contentsOf: mine), Data("mine".utf8))
  }
}
