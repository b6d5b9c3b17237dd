import ChapterReading
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
    let book = Book(in: layout, python: arguments.string(.python) ?? "python3")
    let count = try book.write(to: folder)
    print("\(count) pages; open \(folder.appendingPathComponent("index.html").path)")
    return .done
  }
}
