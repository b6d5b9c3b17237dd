extension Verb {
  /// `course kernel ACTION`.
  package static let kernel = Verb(
    name: "kernel", group: .write, program: .notebooks, summary: "let Jupyter run the chapters' notebooks",
    details: """
      'install' makes Swift one of the languages of a Jupyter that you have: open a notebook under Chapters in it, \
      change a cell, run it. Variables, functions and types are kept from cell to cell; a cell that crashes or is \
      interrupted changes nothing. 'uninstall' takes Swift out again. 'run' is what Jupyter itself calls. The kernel \
      needs the folder in which this command was built; after moving the course, install it again.
      """,
    positionals: [
      Positional(.action, help: "install, uninstall or run."),
      Positional(.file, help: "For 'run': the connection file that Jupyter wrote.", isRequired: false),
    ],
    options: [
      Option(
        .python, value: "PATH", help: "The Python whose Jupyter is meant."),
      Option(.prefix, value: "DIR", help: "Install into DIR/share/jupyter."),
      Option(
        .user, help: "Install for you alone; so it is where nothing is said and no environment is active."),
    ],
    example: """
      course kernel install
      course kernel install --python ~/lab/bin/python
      course kernel uninstall
      """)
}
