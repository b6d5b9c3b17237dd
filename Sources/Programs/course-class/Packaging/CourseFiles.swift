import CourseCatalog
import Formats
import Foundation

/// The course's own files, read from its folders.
public struct CourseFiles: Sendable {
  private let layout: CourseLayout

  /// The files of a course.
  public init(_ layout: CourseLayout) { self.layout = layout }

  /// The paths of the files below a folder, from the course's root, in one order everywhere. Hidden files and
  /// files left by other programs are skipped.
  ///
  /// - Throws: `Complaint` if the folder cannot be read.
  public func below(_ folder: String) throws -> [String] {
    let place = layout.root.appendingPathComponent(folder)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: place.path) else {
      throw Complaint("\(place.path) cannot be read: is this the whole course?")
    }
    return names.sortedByBytes()
      .filter { !Self.isIncidental($0) && isFile("\(folder)/\($0)") }.map { "\(folder)/\($0)" }
  }

  /// Whether there is a file at a path.
  public func isFile(_ path: String) -> Bool {
    let place = layout.root.appendingPathComponent(path)
    return FileManager.default.fileExists(atPath: place.path) && !place.isFolder
  }

  /// The contents of a file.
  ///
  /// - Throws: `Complaint` if it cannot be read.
  public func contents(of path: String) throws -> Data {
    guard let contents = try? Data(contentsOf: layout.root.appendingPathComponent(path)) else {
      throw Complaint("\(layout.root.appendingPathComponent(path).path) cannot be read")
    }
    return contents
  }

  /// One of the scripts that this program includes, by its path in `Scripts`.
  ///
  /// - Throws: `Complaint` if it cannot be read.
  func script(_ name: String) throws -> Data {
    try contents(of: "Sources/Programs/course-class/Scripts/\(name)")
  }

  private static func isIncidental(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__pycache__" }
  }
}
