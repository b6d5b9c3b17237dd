import ChapterReading
import CommandSupport
import CourseCatalog
import Formats
import Foundation
import NotebookWeaving

/// Creates the skeleton of another unit: it builds, its solution gets every point, and only the content
/// remains to be written.
public struct NewUnit: Sendable {
  /// The unit, as its new catalog file describes it.
  public let unit: CourseUnit
  private let layout: CourseLayout

  /// A unit with the next number that neither a unit nor the syllabus uses.
  ///
  /// - Parameter name: The short name, such as `StateSpace`: letters and digits, beginning with an uppercase
  ///   letter.
  /// - Throws: `Complaint` for a name that cannot be one, or that a unit has already.
  public init(named name: String, after units: [CourseUnit] = Course.units, in layout: CourseLayout) throws {
    let isName =
      name.first?.isUppercase == true && name.count >= 3
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard isName else {
      throw Complaint(
        "'\(name)' cannot be a unit's name: letters and digits, beginning with an uppercase letter, "
          + "such as StateSpace")
    }
    guard !units.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw Complaint("a unit \(name) already exists")
    }
    let taken = units.map(\.number) + Syllabus.rows.map(\.unit)
    let number = (taken.compactMap { Int($0) }.max() ?? 0) + 1
    unit = NewUnitTexts.unit(number: number < 10 ? "0\(number)" : "\(number)", name: name)
    self.layout = layout
  }

  /// Writes the skeleton and its row into the tables of the manifest and the catalog.
  ///
  /// - Returns: The paths of all files that are new or changed, from the course's root.
  /// - Throws: `Complaint` if a file already exists or a table is not found; then nothing is written.
  public func write() throws -> [String] {
    let texts = NewUnitTexts(unit)
    var files = try texts.files()
    for path in files.keys.sorted() where FileManager.default.fileExists(atPath: url(path).path) {
      throw Complaint("\(path) already exists")
    }
    for (path, insert) in texts.rows { files[path] = try insert(try text(path)) }
    for (path, text) in files {
      try FileManager.default.createDirectory(
        at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url(path), options: .atomic)
    }
    let stubs = try StubFiles(unit, in: layout).write()
    try Weaver(unit: unit, layout: layout, program: Invocation.executable)
      .write(ChapterFiles(of: unit, in: layout).sourceCells())
    return files.keys.sorted() + stubs
  }

  private func url(_ path: String) -> URL { layout.root.appendingPathComponent(path) }

  private func text(_ path: String) throws -> String {
    guard let text = try? String(contentsOf: url(path), encoding: .utf8) else {
      throw Complaint("\(path) cannot be read")
    }
    return text
  }
}
