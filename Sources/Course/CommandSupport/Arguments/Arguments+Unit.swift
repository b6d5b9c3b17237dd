import CourseCatalog
import Formats
import Foundation

extension CourseLayout {
  /// The course around the current folder.
  ///
  /// - Throws: `Complaint`, which ends the command with one line and exit code 2.
  package static func current() throws -> CourseLayout {
    try find(from: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
  }

  /// The course around the current folder, for a verb of its authors.
  ///
  /// - Throws: `Complaint` in a student's copy, which has no solutions; `Complaint` as ``current()`` does.
  package static func ofAuthors(for verb: String) throws -> CourseLayout {
    let layout = try current()
    guard layout.hasSolutions else {
      throw Complaint(
        "'\(Invocation.current) \(verb)' is for the course's authors, and this copy has no solutions: "
          + "'\(Invocation.current) grade NN' grades your exercise, '\(Invocation.current) doctor' looks at this machine"
      )
    }
    return layout
  }
}

extension Arguments {
  /// The seed of the checks for other people's work: the one typed, or else this copy's hidden one.
  package func seed(in layout: CourseLayout) throws -> String? {
    try string(.seed) ?? HiddenSeed.of(layout)
  }

  /// The unit that the positional `UNIT` names, such as `03`, `3`, `RNN` or `03-RNN`; `nil` if omitted.
  ///
  /// - Throws: `Complaint` with the nearest unit, or the list of units, if there is none of that name.
  package func unit() throws -> CourseUnit? { try positional(.unit).map(Self.unit) }

  /// The units that the repeated positional `UNIT` names, in the order of the catalog; all units if omitted.
  ///
  /// - Throws: `Complaint` as ``unit()`` does.
  package func units() throws -> [CourseUnit] {
    let named = try repeated(.unit).map(Self.unit)
    return named.isEmpty ? Course.units : Course.units.filter(named.contains)
  }

  /// The unit of a name.
  ///
  /// - Throws: `Complaint` as ``unit()`` does.
  package static func unit(named text: String) throws -> CourseUnit {
    if let unit = Course.unit(named: text) { return unit }
    let names = Course.units.flatMap { [$0.name, $0.folder] }
    let list = "The units are " + Course.units.map(\.folder).joined(separator: ", ") + "."
    throw Complaint("there is no unit '\(text)'. \(suggestion(for: text, among: names, otherwise: list))")
  }
}
