import ChildProcesses
import CourseCatalog
import Formats
import Foundation

/// A copy of the course: for students, without solutions, or for an instructor, with solutions, a hidden seed
/// and the files that grade a class on a repository host.
public struct Handout: Sendable {
  /// For whom it is.
  public enum Reader: Sendable, Equatable {
    /// Who learns.
    case student
    /// An instructor, with the seed that students do not see.
    case instructor(seed: String)
  }

  /// One file of the copy.
  struct File: Equatable {
    /// Its path in the copy.
    var path: String
    /// Its contents.
    var contents: Data
    /// The permissions of its owner and others.
    var mode = 0o644

    /// A file with generated text.
    init(_ path: String, _ text: String, mode: Int = 0o644) {
      self.init(path, Data(text.utf8), mode: mode)
    }

    /// A file with its bytes.
    init(_ path: String, _ contents: Data, mode: Int = 0o644) {
      self.path = path
      self.contents = contents
      self.mode = mode
    }
  }

  private let layout: CourseLayout
  private let reader: Reader
  private let units: [CourseUnit]
  private let source: CourseFiles

  /// A copy of the course around `layout`.
  public init(of layout: CourseLayout, for reader: Reader, units: [CourseUnit] = Course.units) {
    self.layout = layout
    self.reader = reader
    self.units = units
    source = CourseFiles(layout)
  }

  /// All files of the copy. Exercises are the original stubs, regardless of `Exercises` in the course.
  ///
  /// - Throws: `Complaint` if a file of the course is missing.
  func files() throws -> [File] {
    var files: [File] = []
    var paths = ["Package.swift", ".swift-format"] + (try source.below("Sources"))
    for kind in ["Chapters", "Exercises"] where source.isFile("\(kind)/README.md") {
      paths.append("\(kind)/README.md")
    }
    for unit in units {
      paths += try source.below("Chapters/\(unit.folder)") + source.below("Tests/Grading/\(unit.folder)")
      paths.append("Exercises/\(unit.folder)/README.md")
      files += try unit.files.map { name in
        let stub = try source.contents(of: "Tests/Grading/\(unit.folder)/Stubs/\(name)")
        return File("Exercises/\(unit.folder)/\(name)", stub)
      }
    }
    files += try paths.map { File($0, try source.contents(of: $0)) }
    return files + (try ownFiles())
  }

  private func ownFiles() throws -> [File] {
    switch reader {
    case .student:
      return [File("README.md", HandoutTexts.student(units)), File(".gitignore", HandoutTexts.ignored)]
    case .instructor(let seed):
      guard layout.hasSolutions else {
        throw Complaint(
          "this copy of the course has no solutions: make an instructor's copy from one that has them")
      }
      let solutions = try units.flatMap { try source.below("Solutions/\($0.folder)") }
      return try solutions.map { File($0, try source.contents(of: $0)) }
        + [
          File("README.md", HandoutTexts.instructor(units)),
          File(
            ".gitignore",
            HandoutTexts.ignored.replacingOccurrences(of: ".course/", with: ".course/*\n!.course/seed")),
          File(HiddenSeed.path, seed + "\n", mode: 0o600),
        ] + ClassWorkflow.files(from: source)
    }
  }

  /// Writes the copy atomically: completely, or not at all.
  ///
  /// - Parameter folder: the target, which must not exist or be an empty folder.
  /// - Returns: how many files it has.
  /// - Throws: `Complaint` if it cannot be written there.
  @discardableResult public func write(to folder: URL) throws -> Int {
    let folder = folder.standardizedFileURL
    try check(folder)
    let files = try files()
    let draft = Draft(of: folder)
    do {
      for file in files { try write(file, into: draft.url) }
    } catch {
      throw Complaint("\(folder.path) cannot be written: \(error.localizedDescription)")
    }
    try draft.finish()
    return files.count
  }

  private func write(_ file: File, into draft: URL) throws {
    let place = draft.appendingPathComponent(file.path)
    let manager = FileManager.default
    try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try file.contents.write(to: place)
    try manager.setAttributes([.posixPermissions: file.mode], ofItemAtPath: place.path)
  }

  private func check(_ folder: URL) throws {
    let root = layout.root.standardizedFileURL.resolvingSymlinksInPath().path
    guard !(folder.resolvingSymlinksInPath().path + "/").hasPrefix(root + "/") else {
      throw Complaint("\(folder.path) is inside the course: name a folder outside")
    }
    let parent = folder.deletingLastPathComponent()
    guard parent.isFolder else {
      throw Complaint("the folder \(parent.path) does not exist: create it first")
    }
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    guard folder.isFolder, (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) == [] else {
      throw Complaint("\(folder.path) already exists and is not empty: name a new folder")
    }
  }
}
