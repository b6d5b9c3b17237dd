extension Verb {
  /// `course watch [UNIT]`.
  package static let watch = Verb(
    name: "watch", group: .learn, summary: "grade an exercise, or weave a chapter, each time it is saved",
    details: """
      Runs until Ctrl-C. Points are kept as by 'course grade'. With --weave it watches chapters instead and \
      rewrites their notebooks and pages. A chapter's cells stay alive: a change of prose is woven \
      immediately, a change of code as soon as the changed cell has run; the cells after it run again \
      afterward. As in Jupyter, a cell sees only the cells before it, and the library is the one this \
      command was built with.
      """,
    positionals: [
      Positional(.unit, help: "The unit; all units if omitted.", isRequired: false)
    ],
    options: [Option(.weave, help: "Weave chapters instead of grading exercises.")],
    example: "course watch 03\ncourse watch 03 --weave")
}
