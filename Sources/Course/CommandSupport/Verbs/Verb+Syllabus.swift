extension Verb {
  /// `course syllabus [UNIT]`.
  package static let syllabus = Verb(
    name: "syllabus", group: .write, program: .notebooks, summary: "list what the course teaches, and where",
    details: """
      Each row is one thing that is taught: the section of the chapter that explains it, the tasks that ask for it, and \
      the symbols of the library that compute it.
      """,
    positionals: [Positional(.unit, help: "The unit; all of them if left out.", isRequired: false)],
    options: [
      Option(.check, help: "Hold the table against chapters, tasks and library instead."),
      Option(.json, help: "Print one JSON object instead of the screen."),
    ],
    example: "course syllabus 03\ncourse syllabus --check")
}
