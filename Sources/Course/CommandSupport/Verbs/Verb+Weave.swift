extension Verb {
  /// `course weave [UNIT]`.
  package static let weave = Verb(
    name: "weave", group: .write, program: .notebooks,
    summary: "run a chapter and write its notebook and its page",
    details: """
      Builds and runs Chapters/NN-Name/main.swift, then writes NN-Name.ipynb, NN-Name.md and plots/ next to \
      it. It runs with the library's plainest kernels, so every processor prints the same digits. A chapter \
      that does not compile or stops early is reported with its line and cell, and nothing is written. The \
      map of the chapters, Chapters/README.md, is updated with it.
      """,
    positionals: [Positional(.unit, help: "The chapter; all chapters if omitted.", isRequired: false)],
    options: [
      Option(.all, help: "Every chapter, as if UNIT were omitted."),
      Option(.check, help: "Write nothing; report whether the current files match a new run."),
    ],
    example: "course weave 03\ncourse weave --all\ncourse weave --check")
}
