import CourseCatalog
import Foundation

extension CourseNotFound: BadInputError {}

extension CourseLayout {
  /// The course around the current folder.
  ///
  /// - Throws: `CourseNotFound`, which ends the command with one line and exit code 2.
  static func current() throws -> CourseLayout {
    try find(from: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
  }

  /// The course around the current folder, for a verb of its authors.
  ///
  /// - Throws: ``UsageError`` in a student's copy, which has no solutions; `CourseNotFound` as ``current()`` does.
  static func ofAuthors(for verb: String) throws -> CourseLayout {
    let layout = try current()
    guard layout.hasSolutions else {
      throw UsageError(
        "'\(Invocation.current) \(verb)' is for the course's authors, and this copy has no solutions: "
          + "'\(Invocation.current) grade NN' grades your exercise, '\(Invocation.current) doctor' looks at this machine"
      )
    }
    return layout
  }
}

extension Arguments {
  /// The unit that the positional `UNIT` names, as `03`, `3`, `RNN` or `03-RNN`; `nil` where it was left out.
  ///
  /// - Throws: ``UsageError`` with the nearest unit, or the list of units, where there is none of that name.
  func unit() throws -> CourseUnit? { try positional("UNIT").map(Self.unit) }

  /// The units that the repeated positional `UNIT` names, in the catalogue's order; all of them where it was left out.
  ///
  /// - Throws: ``UsageError`` as ``unit()`` does.
  func units() throws -> [CourseUnit] {
    let named = try repeated("UNIT").map(Self.unit)
    return named.isEmpty ? Course.units : Course.units.filter(named.contains)
  }

  /// The unit of a name.
  ///
  /// - Throws: ``UsageError`` as ``unit()`` does.
  static func unit(named text: String) throws -> CourseUnit {
    if let unit = Course.unit(named: text) { return unit }
    let names = Course.units.flatMap { [$0.name, $0.folder] }
    let list = "The units are " + Course.units.map(\.folder).joined(separator: ", ") + "."
    throw UsageError("there is no unit '\(text)'. \(suggestion(for: text, among: names, otherwise: list))")
  }
}
