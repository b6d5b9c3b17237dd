extension Verb {
  /// `course syllabus [UNIT]`.
  package static let syllabus = Verb(
    name: "syllabus", group: .write, program: .notebooks, summary: "list what the course teaches, and where",
    details: """
      Each row is one concept: the section of the chapter that explains it, the tasks that practice it, and \
      the symbols of the library that compute it.
      """,
    positionals: [Positional(.unit, help: "The unit; all units if omitted.", isRequired: false)],
    options: [
      Option(.check, help: "Check the table against chapters, tasks and library instead."),
      Option(.json, help: "Print one JSON object instead of the normal output."),
    ],
    example: "course syllabus 03\ncourse syllabus --check")
}
