import CourseCatalog
import Foundation
import XCTest

@testable import ChapterReading
@testable import NotebookWeaving

final class WovenFilesTests: XCTestCase {
  private var folder = URL(fileURLWithPath: "")
  private let unit = Course.units[0]
  private let cells = [
    ChapterCell(
      kind: .code, source: "x",
      outputs: [.display(["image/svg+xml": "<svg><title>New plot</title></svg>", "text/plain": "p"])])
  ]

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("woven-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  func testAllFilesAreWrittenAndOldPlotsGo() throws {
    let plots = folder.appendingPathComponent("plots")
    try FileManager.default.createDirectory(at: plots, withIntermediateDirectories: true)
    try Data("old".utf8).write(to: plots.appendingPathComponent("old.svg"))
    let files = WovenFiles(cells: cells, unit: unit)
    try files.write(to: folder, unit: unit)
    XCTAssertEqual(try names(folder), ["\(unit.folder).ipynb", "\(unit.folder).md", "plots"])
    XCTAssertEqual(try names(plots), ["new-plot.svg"])
    let notebook = try String(
      contentsOf: folder.appendingPathComponent("\(unit.folder).ipynb"), encoding: .utf8)
    XCTAssertEqual(notebook, files.notebook)
  }

  func testWhereOneFileCannotBeWrittenNothingIs() throws {
    try Data("in the way".utf8).write(to: folder.appendingPathComponent("plots"))
    XCTAssertThrowsError(try WovenFiles(cells: cells, unit: unit).write(to: folder, unit: unit)) {
      XCTAssertTrue("\($0)".contains("could not be written"), "\($0)")
    }
    XCTAssertEqual(try names(folder), ["plots"])
  }

  func testACellThatHasNotRunIsMarkedInNotebookAndPage() throws {
    let cells = [
      ChapterCell(kind: .code, source: "x"), ChapterCell(kind: .code, source: "y", isPending: true),
    ]
    let files = WovenFiles(cells: cells, unit: unit)
    let read = try Notebook.cells(of: Data(files.notebook.utf8), file: "test.ipynb")
    XCTAssertEqual(read.map(\.isPending), [false, true])
    XCTAssertEqual(files.page.text.components(separatedBy: "has not run").count, 2)
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
