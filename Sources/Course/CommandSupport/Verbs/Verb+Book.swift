extension Verb {
  /// `course book [DIR]`.
  package static let book = Verb(
    name: "book", group: .write, program: .notebooks,
    summary: "make a site of all chapters for offline reading",
    details: """
      Makes a page of every woven chapter and of every exercise, with equations, plots, a table of contents \
      and a search. Open index.html in any browser: it needs no network and no server. Jupyter's nbconvert \
      must be installed: python3 -m venv ~/jupyter && ~/jupyter/bin/pip install nbconvert.
      """,
    positionals: [
      Positional(.dir, help: "Where to put it; .build/book if omitted.", isRequired: false)
    ],
    options: [
      Option(
        .python, value: "PATH", default: "python3", help: "The interpreter with nbconvert installed.")
    ],
    example: "course book\ncourse book site --python ~/jupyter/bin/python")
}
