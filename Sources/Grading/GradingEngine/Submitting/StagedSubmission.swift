import CourseCatalog
import Formats
import Foundation
import GradingProtocol

/// Why a file of a submission is excluded; the stub replaces it.
struct FileLoss: Equatable {
  /// The file's name in the unit's folder.
  var file: String
  /// The verdict for the tasks in it.
  var verdict: Verdict
  /// The message for the student.
  var reason: String
}

/// One unit's files of a submission, copied to the grader's build folder.
///
/// It includes the files the exercise names and additional Swift files next to them, but no tests, manifest
/// or anything else. A file that is missing or unusable costs only itself: a copy of the stub replaces it, or
/// nothing if the exercise does not name it.
struct StagedSubmission {
  /// The folder with the copies.
  let folder: URL
  /// The files replaced by the stub, because the submission has none or an empty one.
  private(set) var missing: [String] = []
  /// The files that are excluded because they cannot be used.
  private(set) var losses: [FileLoss] = []
  let unit: CourseUnit
  /// The origin of each copy, as a path of the student.
  let origins: [String: URL]
  /// The additional files, by name.
  let further: [String]
  /// Why additional files were not even checked, one sentence each.
  let refusals: [String]
  private var contents: [String: Data] = [:]
  private let stubs: [String: Data]

  /// Reads the files of a unit, and copies them into `folder`.
  ///
  /// - Throws: `Complaint` if a stub is missing, or the file system's error.
  init(_ unit: CourseUnit, of submission: Submission, in layout: CourseLayout, to folder: URL) throws {
    self.unit = unit
    self.folder = folder
    let own = submission.folder(of: unit)
    let files = submission.files(of: unit)
    further = files.further.map(\.name)
    refusals = files.refusals
    origins = Dictionary(
      uniqueKeysWithValues: (unit.files + further).map { ($0, own.appendingPathComponent($0)) })
    stubs = Dictionary(
      uniqueKeysWithValues: try unit.files.map { ($0, try Self.stub($0, of: unit, in: layout)) })
    for name in unit.files { take(name, files.parts[name] ?? .missing) }
    for file in files.further { take(file.name, .contents(file.contents)) }
    try write()
  }

  private static func stub(_ name: String, of unit: CourseUnit, in layout: CourseLayout) throws -> Data {
    let file = layout.stubs(unit).appendingPathComponent(name)
    guard let data = try? Data(contentsOf: file) else {
      throw Complaint.ofCourse("the course's own copy of a stub is missing: \(file.path)")
    }
    return data
  }

  private mutating func take(_ name: String, _ part: SubmittedPart) {
    switch part {
    case .unusable(let reason):
      losses.append(FileLoss(file: name, verdict: .doesNotCompile, reason: reason))
    case .missing: missing.append(name)
    case .contents(let data):
      let lint = SourceLint(data, allowedImports: unit.imports)
      guard !lint.isEmpty else {
        if unit.files.contains(name) { missing.append(name) }
        return
      }
      contents[name] = data
      if let finding = lint.finding { refuse(name, finding) }
    }
  }

  private mutating func refuse(_ name: String, _ finding: SourceLint.Finding) {
    let place = "\(shownPath(of: name)):\(finding.line)"
    losses.append(FileLoss(file: name, verdict: .doesNotCompile, reason: "\(place): \(finding.message)"))
  }

  /// The names of the student's own files that are included.
  var ownFiles: [String] { (unit.files + further).filter { contents[$0] != nil && !isLost($0) } }

  /// The names of the additional files that are included.
  var takenAlong: [String] { ownFiles.filter { !unit.files.contains($0) } }

  /// All copies: those of the exercise in the order of the catalog, then the others.
  var files: [URL] { (unit.files + takenAlong).map(folder.appendingPathComponent) }

  func isLost(_ name: String) -> Bool { losses.contains { $0.file == name } }

  /// Excludes a file; for a file of the exercise the stub is used.
  mutating func lose(_ loss: FileLoss) throws {
    var loss = loss
    if loss.reason.contains(" in scope"), unit.files.contains(loss.file) {
      loss.reason = ([loss.reason] + leftOut).joined(separator: "\n")
    }
    losses.append(loss)
    try write()
  }

  /// Includes a lost file again.
  mutating func takeBack(_ name: String) throws {
    losses.removeAll { $0.file == name }
    try write()
  }

  /// Writes the included files. An equal file is left untouched, so it keeps its date.
  private func write() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in unit.files {
      let data = isLost(name) ? stubs[name]! : contents[name] ?? stubs[name]!
      try write(data, name)
    }
    for name in takenAlong { try write(contents[name]!, name) }
    // An additional file of an earlier submission has no stub to replace it.
    let wanted = Set(unit.files + takenAlong)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".swift") && !wanted.contains(name) {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private func write(_ data: Data, _ name: String) throws {
    let file = folder.appendingPathComponent(name)
    if (try? Data(contentsOf: file)) != data { try data.write(to: file, options: .atomic) }
    file.openToReaders()
  }
}
