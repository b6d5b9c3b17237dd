import CommandSupport
import CourseCatalog
import Foundation
import NotebookWeaving

extension Action {
  /// `course book [DIR]`.
  static let book = Action(.book) { arguments in
    let layout = try CourseLayout.current()
    let folder =
      arguments.positional(.dir).map { URL(fileURLWithPath: $0).standardizedFileURL }
      ?? layout.root.appendingPathComponent(".build/book")
    let line = ProgressLine()
    defer { line.clear() }
    let book = Book(in: layout, python: arguments.string(.python) ?? "python3") { done, all in
      line.show(done, of: all, "pages by nbconvert")
    }
    let count = try book.write(to: folder)
    line.clear()
    print("\(count) pages; open \(folder.appendingPathComponent("index.html").path)")
    return .done
  }
}
