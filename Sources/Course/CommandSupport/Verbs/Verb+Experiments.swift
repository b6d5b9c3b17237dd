extension Verb {
  /// `course experiments UNIT`.
  package static let experiments = Verb(
    name: "experiments", group: .write, program: .notebooks,
    summary: "compute the stored results of a chapter's experiments",
    details: """
      Some experiments train hundreds of networks. Their results are stored in Chapters/NN-Name/runs, and weaving \
      computes only a sample of them again. This command computes them all, which can take an hour. Stopped and \
      started again it continues from the runs that were finished.
      """,
    positionals: [Positional(.unit, help: "The chapter.")],
    options: [
      Option(
        .seeds, value: "N",
        help: "Use seeds that are N higher than the chapter's, store nothing, and print each output that changes.")
    ],
    example: "course experiments 12\ncourse experiments 12 --seeds 100")
}
