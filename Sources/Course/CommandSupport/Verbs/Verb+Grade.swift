extension Verb {
  /// `course grade 03`
  package static let grade = Verb(
    name: "grade", group: .learn, summary: "grade an exercise, or all of them",
    details: """
      Every task is checked by itself: a crash or an endless loop costs that check alone. Additional Swift files in \
      the exercise's folder are compiled with it. Points of your own exercises are kept, and 'course' shows them. The \
      first grading of a chapter builds what its checks need; later ones take about a second. One task alone \
      takes less where others train a network; its points are kept when the whole chapter is graded.
      """,
    positionals: [
      Positional(
        .unit, help: "The unit, as 03 or RNN, or one task of it, as 03.2; all units where it is left out.",
        isRequired: false)
    ],
    options: [
      Option(
        .submission, value: "DIR",
        help: "Grade a folder shaped like Exercises, or a zip archive of one, instead of your own."),
      Option(
        .seed, value: "TEXT",
        help: "Draw the random inputs of the checks from a secret seed; feedback then shows no numbers."),
      Option(
        .carry,
        help:
          "Let a task count what it is worth with a right solution in the place of the tasks it builds on."),
      Option(.json, help: "Print one JSON object instead of the screen."),
      Option(
        .format, value: "NAME",
        help: "Report as markdown, csv, json, junit, gradescope or exercism instead of the screen."),
      Option(.output, value: "FILE", help: "Write that report to a file, and show the screen all the same."),
    ],
    example: """
      course grade 03
      course grade 03.2
      course grade 03 --submission Solutions --json
      course grade 03 --format gradescope --output results.json
      """)
}
