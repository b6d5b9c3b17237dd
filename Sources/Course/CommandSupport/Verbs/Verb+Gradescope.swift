extension Verb {
  /// `course gradescope 03 --out autograder.zip`
  package static let gradescope = Verb(
    name: "gradescope", group: .teach, program: .classes, summary: "make an autograder for Gradescope",
    details: """
      Writes the zip archive that Gradescope wants as an autograder of one programming assignment: a script that \
      prepares the machine, one that grades a submission, and the course without its solutions. The assignment is \
      worth the unit's points, 100; choose an Ubuntu 22.04 image or a later one.
      """,
    positionals: [Positional(.unit, help: "The unit, such as 03 or RNN.")],
    options: [
      Option(
        .out, value: "FILE", default: "autograder.zip", help: "The archive; an existing one is replaced."),
      Option(
        .seed, value: "TEXT",
        help: "Draw the random inputs of the checks from a seed that students do not see."),
    ],
    example: "course gradescope 03 --seed spring --out autograder.zip")
}
