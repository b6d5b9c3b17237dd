extension Verb {
  /// `course merge results`
  package static let merge = Verb(
    name: "merge", group: .teach, program: .classes, summary: "join the results of several class runs",
    details: """
      Each OUT is a folder that 'course class' wrote, or one with its parts, shard-1-of-4 and so on. Only \
      results with the same units, seed and version of the course are joined. A missing part, or a \
      submission with two different records, is refused.
      """,
    positionals: [Positional(.out, help: "A folder with results.", repeats: true)],
    options: [
      Option(.out, value: "DIR", help: "Where the joined results go. Default: OUT, if it holds parts."),
      Option(.json, help: "Print one JSON object at the end instead of the summary."),
    ],
    example: """
      course merge results
      course merge monday tuesday --out both
      """)
}
