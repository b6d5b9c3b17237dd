import ChapterReading
import ChildProcesses
import Formats
import Foundation

/// Jupyter's nbconvert, which turns notebooks into HTML.
struct BookConverter {
  /// The interpreter that has it.
  let python: String
  /// Is told some times a second how many pages are made, and how many there will be.
  let progress: @Sendable (Int, Int) -> Void

  /// The HTML of each source's cells, without what surrounds them on a page.
  ///
  /// - Throws: `Complaint` where nbconvert is not there or fails.
  func html(of sources: [BookSource], in folder: URL) throws -> [String] {
    try findConverter()
    let room = try TemporaryFolder(in: folder)
    defer { room.remove() }
    let notebooks = try sources.map { source in
      let file = room.url.appendingPathComponent("\(source.name).ipynb")
      try Data(Notebook.text(of: source.cells, isTitled: false).utf8).write(to: file)
      return file.path
    }
    let arguments = ["nbconvert", "--to", "html", "--template", "basic", "--output-dir", room.url.path]
    let output = try run(["-m"] + arguments + notebooks) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: room.url.path)) ?? []
      progress(names.count { $0.hasSuffix(".html") }, sources.count)
    }
    guard output.end == .exited(0) else {
      let reason = (output.lines + output.errorLines).last { !$0.isEmpty } ?? "it gave no reason"
      throw Complaint("nbconvert made no pages: \(reason)")
    }
    return try sources.map { source in
      let file = room.url.appendingPathComponent("\(source.name).html")
      guard let html = try? String(contentsOf: file, encoding: .utf8) else {
        throw Complaint("nbconvert made no page of \(source.folder)")
      }
      return FoldedCode(source.cells).folded(in: source.formulas.restored(in: html))
    }
  }

  private func findConverter() throws {
    let output = try run(["-c", "import nbconvert"])
    guard output.end != .exited(0) else { return }
    throw Complaint(
      "the book is made with Jupyter's nbconvert, which '\(python)' does not have: "
        + "'python3 -m venv ~/jupyter && ~/jupyter/bin/pip install nbconvert', "
        + "then 'course book --python ~/jupyter/bin/python'")
  }

  private func run(_ arguments: [String], meanwhile: () -> Void = {}) throws -> CommandOutput {
    let command = ChildCommand(
      ["/usr/bin/env", python] + arguments, environment: ProcessInfo.processInfo.environment,
      directory: FileManager.default.currentDirectoryPath, keepsErrorsApart: true)
    return try CommandOutput(command, secondLimit: 600) { _ in meanwhile() }
  }
}
