extension Verb {
  /// `course report DIR`
  package static let report = Verb(
    name: "report", group: .teach, program: .classes,
    summary: "make reports and an item analysis from a class's records",
    details: """
      Reads the records of graded submissions one at a time, writes a page for each student \
      (reports/NAME.md), a table with one row per task (tasks.csv), JUnit XML (junit.xml) and the item \
      analysis (analysis.txt, analysis.html), and shows the analysis: how the tasks ended, which tasks \
      separate strong work from weak, which failures are shared, which submissions are identical.
      """,
    positionals: [
      Positional(.dir, help: "A class's results, or the folder of records in them.")
    ],
    options: [
      Option(.out, value: "DIR", help: "Where the files go; if omitted, next to the records."),
      Option(.json, help: "Print the analysis as one JSON object instead."),
    ],
    example: """
      course report results
      course report results --out ~/feedback
      """)
}
