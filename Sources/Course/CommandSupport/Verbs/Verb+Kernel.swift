extension Verb {
  /// `course kernel ACTION`.
  package static let kernel = Verb(
    name: "kernel", group: .write, program: .notebooks,
    summary: "let Jupyter run the notebooks of the chapters",
    details: """
      'install' adds Swift to the languages of your Jupyter: open a notebook under Chapters in it, change a \
      cell, run it. Variables, functions and types are kept from cell to cell; a cell that crashes or is \
      interrupted changes nothing. 'uninstall' removes Swift. 'run' is what Jupyter itself calls. The kernel \
      needs the folder this command was built in; after moving the course, install it again.
      """,
    positionals: [
      Positional(.action, help: "install, uninstall or run."),
      Positional(.file, help: "For 'run': the connection file that Jupyter wrote.", isRequired: false),
    ],
    options: [
      Option(
        .python, value: "PATH", help: "The Python interpreter that Jupyter belongs to."),
      Option(.prefix, value: "DIR", help: "Install into DIR/share/jupyter."),
      Option(
        .user, help: "Install only for you; the default if no environment is active."),
    ],
    example: """
      course kernel install
      course kernel install --python ~/lab/bin/python
      course kernel uninstall
      """)
}
