extension Verb {
  /// `course class submissions 03`
  package static let classRun = Verb(
    name: "class", group: .teach, program: .classes, summary: "grade a folder of submissions",
    details: """
      DIR holds a folder or a zip archive for each student, shaped like Exercises or with the files of one \
      unit. The results are gradebook.csv and one record per submission, each written as it ends, and at the \
      end the files of 'course report'. --resume continues a run that was stopped. A later run grades only \
      what changed and shows whose score moved. If the grader itself fails, that submission gets no score \
      rather than a zero, its row names the score of an earlier run, and the rest are still graded. The \
      scores are also in canvas.csv and moodle.csv, ready for import: folders and archives downloaded from \
      these platforms are recognized by the numbers in their names, others count as login names. To use \
      several machines, --shard I/N grades one part of N, and 'course merge' joins the parts.
      """,
    positionals: [
      Positional(.dir, help: "The folder with the folders or archives of the students."),
      Positional(
        .unit, help: "The units, such as 03 or RNN; all units if omitted.", isRequired: false,
        repeats: true),
    ],
    options: [
      Option(.out, value: "DIR", help: "Where the results go. Default: DIR-graded in the current folder."),
      Option(.resume, help: "Resume a run that was stopped, with the same settings."),
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
