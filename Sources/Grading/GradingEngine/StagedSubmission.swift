import CourseCatalog
import Formats
import Foundation
import GradingProtocol

/// Why a file of a submission does not take part; the stub stands in for it.
struct FileLoss: Equatable {
  /// The file's name in the unit's folder.
  var file: String
  /// What the tasks in it get.
  var verdict: Verdict
  /// What the student should know.
  var reason: String
}

/// One unit's files of a submission, copied to where the graders build.
///
/// Only the files that the exercise names are taken: a submission's own tests, manifest or anything else stay out.
/// A file that is missing, or none to compile, costs itself alone: the stub's copy stands in for it.
struct StagedSubmission {
  /// The folder with the copies.
  let folder: URL
  /// The files for which the stub stands in, because the submission has none or an empty one.
  private(set) var missing: [String] = []
  /// The files for which the stub stands in, because they cannot be taken.
  private(set) var losses: [FileLoss] = []
  let unit: CourseUnit
  /// Where each copy comes from, as the student knows it.
  let origins: [String: URL]
  /// The Swift files that lie beside and are not taken.
  private let leftOut: [String]
  private var contents: [String: Data] = [:]
  private let stubs: [String: Data]

  /// Reads the files of a unit, and copies them into `folder`.
  ///
  /// - Throws: `Complaint` where a stub is missing, or the file system's error.
  init(_ unit: CourseUnit, of submission: Submission, in layout: CourseLayout, to folder: URL) throws {
    self.unit = unit
    self.folder = folder
    let own = submission.folder(of: unit)
    origins = Dictionary(uniqueKeysWithValues: unit.files.map { ($0, own.appendingPathComponent($0)) })
    stubs = Dictionary(
      uniqueKeysWithValues: try unit.files.map { ($0, try Self.stub($0, of: unit, in: layout)) })
    leftOut = submission.furtherFiles(of: unit)
    for name in unit.files { take(name, of: submission) }
    try write()
  }

  private static func stub(_ name: String, of unit: CourseUnit, in layout: CourseLayout) throws -> Data {
    let file = layout.stubs(unit).appendingPathComponent(name)
    guard let data = try? Data(contentsOf: file) else {
      throw Complaint.ofCourse("the course's own copy of a stub is missing: \(file.path)")
    }
    return data
  }

  private mutating func take(_ name: String, of submission: Submission) {
    do {
      let data = try submission.contents(of: name, of: unit)
      let lint = data.map { SourceLint($0, allowedImports: unit.imports) }
      if let data, let lint, !lint.isEmpty {
        contents[name] = data
        if let finding = lint.finding { refuse(name, finding) }
      } else {
        missing.append(name)
      }
    } catch {
      losses.append(FileLoss(file: name, verdict: .doesNotCompile, reason: "\(error)"))
    }
  }

  private mutating func refuse(_ name: String, _ finding: SourceLint.Finding) {
    let place = "\(shownPath(of: name)):\(finding.line)"
    losses.append(FileLoss(file: name, verdict: finding.verdict, reason: "\(place): \(finding.message)"))
  }

  /// The names of the files that are the student's own and take part.
  var ownFiles: [String] { unit.files.filter { contents[$0] != nil && !isLost($0) } }

  /// All copies, in the order of the catalogue.
  var files: [URL] { unit.files.map(folder.appendingPathComponent) }

  private func isLost(_ name: String) -> Bool { losses.contains { $0.file == name } }

  /// Puts the stub in the place of a file.
  mutating func lose(_ loss: FileLoss) throws {
    var loss = loss
    if loss.reason.contains(" in scope"), let note = leftOutNote { loss.reason += "\n\(note)" }
    losses.append(loss)
    try write()
  }

  /// What to tell a student who declares things in a file of their own.
  private var leftOutNote: String? {
    guard !leftOut.isEmpty else { return nil }
    let names = leftOut.prefix(3).map(\.inOneLine).joined(separator: ", ")
    let more = leftOut.count > 3 ? " and \(leftOut.count - 3) more" : ""
    return "Left out: \(names)\(more). Only \(unit.files.joined(separator: ", ")) are graded: "
      + "what they need has to stand in them."
  }

  /// Takes a file back in that was lost.
  mutating func takeBack(_ name: String) throws {
    losses.removeAll { $0.file == name }
    try write()
  }

  /// Writes what takes part. An equal file is left alone, so that it keeps its date.
  private func write() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in unit.files {
      let data = isLost(name) ? stubs[name]! : contents[name] ?? stubs[name]!
      let file = folder.appendingPathComponent(name)
      if (try? Data(contentsOf: file)) != data { try data.write(to: file, options: .atomic) }
      file.openToReaders()
    }
  }
}
