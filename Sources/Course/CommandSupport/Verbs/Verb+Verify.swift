extension Verb {
  /// `course verify [UNIT]`.
  package static let verify = Verb(
    name: "verify", group: .write, program: .notebooks, isForAuthors: true,
    summary: "check the whole course: for its authors",
    details: """
      Looks at every unit, one line per point: catalog, files, up-to-date stubs, syllabus, notebook, format, \
      the solution's 100 points, no points for the stubs, the known mistakes, other correct solutions, a run \
      of the chapter. The last five build and run, which takes a quarter of a minute per unit. With --only \
      mutants it grades sixty solutions with one operator or number changed, which takes minutes, and lists \
      those that keep every point.
      """,
    positionals: [Positional(.unit, help: "The unit; all units if omitted.", isRequired: false)],
    options: [
      Option(.quick, help: "Skip the points that need a build or a run."),
      Option(.only, value: "POINT", help: "Check only one point, such as mistakes."),
    ],
    example:
      "course verify 03\ncourse verify --quick\ncourse verify --only mistakes\ncourse verify 03 --only mutants"
  )
}
