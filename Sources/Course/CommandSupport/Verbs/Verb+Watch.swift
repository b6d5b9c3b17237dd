extension Verb {
  /// `course watch [UNIT]`.
  package static let watch = Verb(
    name: "watch", group: .learn, summary: "grade an exercise, or weave a chapter, each time it is saved",
    details: """
      Stays until Ctrl-C. Points are kept as by 'course grade'. With --weave it watches chapters instead and writes \
      their notebooks and pages anew. A chapter's cells stay alive for it: a change of prose is woven at once, a change \
      of code as soon as the changed cell has run; the cells after it run again behind that. As in Jupyter, a cell \
      knows only the cells before it, and the library is the one that this command was built with.
      """,
    positionals: [
      Positional(.unit, help: "The unit; all units where it is left out.", isRequired: false)
    ],
    options: [Option(.weave, help: "Weave chapters instead of grading exercises.")],
    example: "course watch 03\ncourse watch 03 --weave")
}
