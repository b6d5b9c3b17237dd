import CourseCatalog
import Formats
import Foundation
import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

/// The properties of the committed notebooks that need no run; `course verify --only chapter` runs the
/// chapters.
final class FreshnessTests: XCTestCase {
  private func weavers() throws -> [Weaver] {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    return Course.units.map { Weaver(unit: $0, layout: layout, program: layout.root) }
  }

  func testCommittedNotebooksAndPagesBelongToTheirChapters() throws {
    for weaver in try weavers() {
      XCTAssertEqual(try weaver.staleSources(), [], "weave chapter \(weaver.unit.number) again")
    }
  }

  func testTheMapOfChaptersIsTheCatalogues() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    XCTAssertTrue(
      ChapterIndex.isFresh(in: layout), "weave any chapter: that brings Chapters/README.md up to date")
  }

  func testEveryFormulaHasAFormInMathML() throws {
    for weaver in try weavers() {
      for cell in try weaver.chapter.notebookCells() where cell.kind == .markdown {
        var marks = FormulaMarks()
        _ = marks.marking(cell.source)
        XCTAssertEqual(marks.unknownCommands, [], "in chapter \(weaver.unit.number)")
      }
    }
  }

  func testNoLaTeXIsLeftOnATerminal() throws {
    for weaver in try weavers() {
      let text = try weaver.chapter.notebookCells().filter { $0.kind == .markdown }.map { cell in
        TerminalPage(width: 80, isStyled: false).text(of: [withoutCode(cell)])
      }.joined()
      for mark in ["$", "\\", "{", "**", "](", "begin{"] {
        XCTAssertFalse(text.contains(mark), "\(mark) is left in chapter \(weaver.unit.number)")
      }
    }
  }

  /// A cell of prose without the drawings and programs in it, which can contain `H_{t-1}` and `\.weight`.
  private func withoutCode(_ cell: ChapterCell) -> ChapterCell {
    let prose = cell.source.components(separatedBy: "\n```").enumerated()
      .filter { $0.offset % 2 == 0 }.map(\.element).joined()
    return ChapterCell(kind: .markdown, source: prose.replacing(#/`[^`\n]+`/#, with: "code"))
  }

  func testNumbersMayDifferInTheirLastPrintedDigitAlone() {
    func agree(_ a: String, _ b: String) -> Bool { CellOutput.text(a).agrees(with: .text(b)) }
    XCTAssertTrue(agree("loss 0.6315 at 3", "loss 0.6316 at 3"))
    XCTAssertTrue(agree("[1.234e-5, 2]", "[1.235e-5, 2]"))
    XCTAssertTrue(agree("a   b", "a b"))
    XCTAssertFalse(agree("loss 0.6315", "loss 0.6318"))
    XCTAssertFalse(agree("at 3", "at 4"))
    XCTAssertFalse(agree("loss 0.6315", "cost 0.6315"))
    XCTAssertFalse(agree("1 2", "1"))
    XCTAssertFalse(agree("nan", "0.5"))
  }

  func testPicturesAreComparedByTheirTitles() {
    func picture(_ title: String, _ svg: String) -> CellOutput {
      .display(["text/plain": title + "\n●·●", "image/svg+xml": svg])
    }
    XCTAssertTrue(picture("Loss", "<svg>1</svg>").agrees(with: picture("Loss", "<svg>2</svg>")))
    XCTAssertFalse(picture("Loss", "<svg/>").agrees(with: picture("Size", "<svg/>")))
    XCTAssertFalse(picture("Loss", "<svg/>").agrees(with: .display(["text/plain": "Loss"])))
  }
}
