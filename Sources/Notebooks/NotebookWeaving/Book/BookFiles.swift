import Formats
import Foundation

/// The files that every book has as they are: style, programs, and the font of formulas with its license.
enum BookFiles {
  /// Copies all of them into a folder.
  ///
  /// - Throws: `Complaint` if they are not next to this program.
  static func copy(to folder: URL) throws {
    guard let source = Bundle.module.url(forResource: "BookFiles", withExtension: nil) else {
      throw Complaint(
        "the book's style and programs are missing next to this program; build the course again")
    }
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: source.path) {
      try manager.copyItem(
        at: source.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
  }
}
