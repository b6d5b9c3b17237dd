extension Verb {
  /// `course verify [UNIT]`.
  package static let verify = Verb(
    name: "verify", group: .write, program: .notebooks, isForAuthors: true,
    summary: "prove that the course is whole: for its authors",
    details: """
      Looks at every unit, a line for each point: catalogue, files, stubs in step, syllabus, notebook, format, the \
      solution's 100 points, the stubs' none, the known mistakes, other right solutions, a run of the chapter. The \
      last five build and run, which takes a quarter of a minute a unit. With --only mutants it grades sixty solutions \
      with one operator or number changed, which takes minutes, and says which of them keep every point.
      """,
    positionals: [Positional(.unit, help: "The unit; all of them if left out.", isRequired: false)],
    options: [
      Option(.quick, help: "Leave out what has to be built and run."),
      Option(.only, value: "POINT", help: "Look at one point alone, as mistakes."),
    ],
    example:
      "course verify 03\ncourse verify --quick\ncourse verify --only mistakes\ncourse verify 03 --only mutants"
  )
}
