import Formats

extension Verb {
  /// Every verb, in the order of the help text.
  package static let all: [Verb] = [
    status,
    read,
    grade,
    watch,
    hint,
    solution,
    reset,
    train,
    sample,
    bench,
    classRun,
    report,
    merge,
    gradescope,
    handout,
    weave,
    book,
    kernel,
    experiments,
    syllabus,
    stubs,
    verify,
    newUnit,
    build,
    doctor,
    help,
  ]

  /// The verb the user named.
  ///
  /// - Throws: `Complaint` with the nearest verb if there is none of that name.
  package static func named(_ name: String, among verbs: [Verb] = all) throws -> Verb {
    if let verb = verbs.first(where: { $0.name == name }) { return verb }
    let wayOut = suggestion(
      for: name, among: verbs.map(\.name), otherwise: "'course help' lists what there is.")
    throw Complaint("there is no verb '\(name)'. \(wayOut)")
  }
}
