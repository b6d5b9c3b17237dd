extension Verb {
  /// `course grade 03`
  package static let grade = Verb(
    name: "grade", group: .learn, summary: "grade an exercise, or all exercises",
    details: """
      Each task is checked separately: a crash or an endless loop costs only that check. Additional Swift \
      files in the exercise's folder are compiled with it. Points of your own exercises are kept, and \
      'course' shows them. The first grading of a chapter builds what its checks need; later ones take about \
      a second. A single task takes less time if others train a network; its points are kept when the whole \
      chapter is graded.
      """,
    positionals: [
      Positional(
        .unit, help: "The unit, such as 03 or RNN, or one task, such as 03.2; all units if omitted.",
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
        .carry, help: "Score a task as if the tasks it builds on were solved correctly."),
      Option(.json, help: "Print one JSON object instead of the normal output."),
      Option(
        .format, value: "NAME",
        help: "Report as markdown, csv, json, junit, gradescope, or exercism instead of the normal output."),
      Option(
        .output, value: "FILE", help: "Write that report to a file, and show the normal output as well."),
    ],
    example: """
      course grade 03
      course grade 03.2
      course grade 03 --submission Solutions --json
      course grade 03 --format gradescope --output results.json
      """)
}
