import Foundation
import XCTest

@testable import ChapterReading
@testable import Formats

final class NotebookTests: XCTestCase {
  private let cells = [
    ChapterCell(kind: .markdown, source: "# T\n\n$W_{xh}$ \"quoted\" \\ back"),
    ChapterCell(
      kind: .code, source: "print(1)\nprint(2)",
      outputs: [.text("1\n2\n"), .display(["text/plain": "p\nq", "image/svg+xml": "<svg/>\n"])]),
    ChapterCell(kind: .code, source: "print(1)\nprint(2)", isTimed: true),
    ChapterCell(kind: .code, source: "show(1)", isTimed: true, fold: "How \"it\" is shown"),
    ChapterCell(kind: .code, source: "show(2)", fold: "How", outputs: [.text("2\n")]),
  ]

  func testReadingGivesBackWhatWasWritten() throws {
    let data = Data(Notebook.text(of: cells).utf8)
    XCTAssertEqual(try Notebook.cells(of: data, file: "x.ipynb"), cells)
  }

  func testTheFileIsANotebookOfFormat45() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Notebook.text(of: cells).utf8))
    let notebook = try XCTUnwrap(object as? [String: Any])
    XCTAssertEqual(notebook["nbformat"] as? Int, 4)
    XCTAssertEqual(notebook["nbformat_minor"] as? Int, 5)
    let written = try XCTUnwrap(notebook["cells"] as? [[String: Any]])
    XCTAssertEqual(written.map { $0["cell_type"] as? String }, ["markdown", "code", "code", "code", "code"])
    XCTAssertEqual(written.map { $0["execution_count"] as? Int }, [nil, 1, 2, 3, 4])
    XCTAssertNil(written[0]["outputs"])
    XCTAssertEqual(written[1]["source"] as? [String], ["print(1)\n", "print(2)"])
  }

  func testFoldedCodeIsHiddenInJupyterAndTaggedForOtherTools() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Notebook.text(of: cells).utf8))
    let written = try XCTUnwrap((object as? [String: Any])?["cells"] as? [[String: Any]])
    let metadata = written.map { $0["metadata"] as? [String: Any] }
    let hidden = metadata.map { ($0?["jupyter"] as? [String: Any])?["source_hidden"] as? Bool }
    XCTAssertEqual(hidden, [nil, nil, nil, true, true])
    XCTAssertEqual(
      metadata.map { $0?["tags"] as? [String] },
      [nil, nil, ["timed"], ["timed", "hide-input"], ["hide-input"]])
  }

  func testFoldedCodeBeginsWithItsTitle() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Notebook.text(of: cells).utf8))
    let written = try XCTUnwrap((object as? [String: Any])?["cells"] as? [[String: Any]])
    XCTAssertEqual(written[3]["source"] as? [String], ["// How \"it\" is shown\n", "show(1)"])
    XCTAssertFalse(Notebook.text(of: cells, isTitled: false).contains("// How"))
  }

  func testIdentifiersAreUniqueAndFollowTheSources() throws {
    let first = try identifiers(cells)
    XCTAssertEqual(Set(first).count, cells.count)
    XCTAssertTrue(
      first.allSatisfy { $0.count <= 64 && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } })
    var changed = cells
    changed[0] = ChapterCell(kind: .markdown, source: "other")
    let second = try identifiers(changed)
    XCTAssertNotEqual(first[0], second[0])
    XCTAssertEqual(first[1...], second[1...])
  }

  func testStringsSurviveJSON() throws {
    for text in ["", "a\tb\r\n\u{1}\u{1F}", "\"\\/", "é 👩‍👩‍👧 𝔼 \u{2028}", "<svg xmlns=\"x\">"] {
      let json = JSONValue.array([.string(text)]).text()
      XCTAssertEqual(try JSONDecoder().decode([String].self, from: Data(json.utf8)), [text])
    }
  }

  func testLayoutIsJupytersOwn() {
    let value: JSONValue = .object(["b": .array([]), "a": .lines("x\ny"), "c": .object([:]), "d": .null])
    XCTAssertEqual(
      value.text(),
      """
      {
       "a": [
        "x\\n",
        "y"
       ],
       "b": [],
       "c": {},
       "d": null
      }
      """)
  }

  func testAFileThatIsNoNotebookIsRefusedByName() {
    XCTAssertThrowsError(try Notebook.cells(of: Data("{}".utf8), file: "03-RNN.ipynb")) {
      XCTAssertTrue("\($0)".contains("03-RNN.ipynb is not a notebook"), "\($0)")
    }
  }

  private func identifiers(_ cells: [ChapterCell]) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(Notebook.text(of: cells).utf8))
    let written = (object as? [String: Any])?["cells"] as? [[String: Any]]
    return try XCTUnwrap(written?.compactMap { $0["id"] as? String })
  }
}
