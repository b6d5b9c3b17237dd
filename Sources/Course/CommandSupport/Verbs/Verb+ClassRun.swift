extension Verb {
  /// `course class submissions 03`
  package static let classRun = Verb(
    name: "class", group: .teach, program: .classes, summary: "grade a folder of submissions",
    details: """
      DIR holds a folder or a zip archive for each student, shaped like Exercises or with one unit's files. \
      What comes out is gradebook.csv and one record a submission, each written as it ends, and at the end \
      what 'course report' makes of them. A run that was stopped goes on with --resume, and a later run \
      grades only what changed and says whose score moved. Where the grader itself fails, that submission \
      has no score instead of zero, its row names the score of an earlier run, and the others are graded all the \
      same. The scores also stand in canvas.csv and moodle.csv, as these platforms import them: folders and archives \
      that were downloaded there are recognized by the numbers in their names, others count as login names. For several machines --shard I/N \
      grades one part of N, and 'course merge' joins the parts.
      """,
    positionals: [
      Positional(.dir, help: "The folder with the students' folders or archives."),
      Positional(
        .unit, help: "The units, as 03 or RNN; all units where none is named.", isRequired: false,
        repeats: true),
    ],
    options: [
      Option(.out, value: "DIR", help: "Where the results go. Default: DIR-graded in the current folder."),
      Option(.resume, help: "Go on with a run that was stopped, by the same measure."),
      Option(.jobs, value: "N", default: "2", help: "How many submissions are graded at a time."),
      Option(.seed, value: "TEXT", help: "Draw the random inputs of the checks from another seed."),
      Option(.shard, value: "I/N", help: "Grade only the I-th of N parts of the class."),
      Option(
        .slurm, value: "N",
        help: "Print a Slurm batch script that grades the class in N parts, and grade nothing."),
      Option(.kubernetes, value: "N", help: "Print a Kubernetes manifest instead, for paths on its volume."),
      Option(
        .image, value: "NAME", default: "recurrent-networks-course",
        help: "With --kubernetes: the container image with Swift and the course in /course."),
      Option(
        .claim, value: "NAME", default: "class",
        help: "With --kubernetes: the volume claim with the submissions, mounted at /class."),
      Option(.json, help: "Print one JSON object at the end instead of the summary."),
    ],
    example: """
      course class submissions 03 --seed spring
      course class submissions 03 --shard 2/8 --out results
      course class submissions 03 --out results --slurm 8
      course class /class/submissions 03 --out /class/results --kubernetes 8
      """)
}
