extension Verb {
  /// `course experiments UNIT`.
  package static let experiments = Verb(
    name: "experiments", group: .write, program: .notebooks,
    summary: "compute the stored results of a chapter's experiments",
    details: """
      Some experiments train hundreds of networks. Their results are stored in Chapters/NN-Name/runs, and weaving \
      recomputes only a sample. This command computes all of them, which can take an hour. If you stop it and \
      start it again, it continues after the finished runs.
      """,
    positionals: [Positional(.unit, help: "The chapter.")],
    options: [
      Option(
        .seeds, value: "N",
        help: "Use seeds that are N higher than the chapter's, store nothing, and print every changed output."
      )
    ],
    example: "course experiments 12\ncourse experiments 12 --seeds 100")
}
