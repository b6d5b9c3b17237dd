import CommandSupport
import Formats
import Foundation

/// `Package.swift` for a copy of the course without the tests of its own library and command.
struct HandoutManifest {
  /// The manifest's text.
  let text: String

  /// The manifest made from the course's own.
  ///
  /// - Throws: `Complaint` where that is not built as expected.
  init(of manifest: String) throws {
    var lines = manifest.components(separatedBy: "\n")
    guard let first = lines.firstIndex(of: "let testTargets: [Target] = ["),
      let last = lines[first...].firstIndex(of: "]")
    else { throw Self.unexpected("the list testTargets") }
    lines.removeSubrange(first...last)
    if first < lines.count, lines[first].isEmpty { lines.remove(at: first) }
    guard let use = lines.firstIndex(where: { $0.contains("testTargets + ") }) else {
      throw Self.unexpected("'testTargets + '")
    }
    lines[use] = lines[use].replacingOccurrences(of: "testTargets + ", with: "")
    text = lines.joined(separator: "\n")
  }

  private static func unexpected(_ what: String) -> Complaint {
    Complaint("Package.swift does not have \(what), which a handout leaves out")
  }
}
