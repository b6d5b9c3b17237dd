import ClassGrading
import CourseCatalog
import Foundation

extension Verb {
  /// `course gradescope 03 --out autograder.zip`
  static let gradescope = Verb(
    name: "gradescope", summary: "make an autograder for Gradescope",
    details: """
      Writes the zip archive that Gradescope wants as an autograder of one programming assignment: a script that \
      prepares the machine, one that grades a submission, and the course without its solutions. The assignment is \
      worth the unit's points, 100; choose an Ubuntu 22.04 image or a later one.
      """,
    positionals: [Positional("UNIT", help: "The unit, as 03 or RNN.")],
    options: [
      Option(
        "out", value: "FILE", default: "autograder.zip", help: "The archive; one that is there is replaced."),
      Option(
        "seed", value: "TEXT",
        help: "Draw the random inputs of the checks from a seed that students do not see."),
    ],
    example: "course gradescope 03 --seed spring --out autograder.zip",
    run: { arguments in
      guard let unit = try arguments.unit() else { return .badInput }
      let path = arguments.string("out") ?? "autograder.zip"
      let layout = try CourseLayout.current()
      let bundle = GradescopeBundle(unit, in: layout, seed: try arguments.seed(in: layout))
      let data = try bundle.archive()
      do {
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw UsageError("--out \(path) cannot be written: \(error.localizedDescription)")
      }
      print("\(path): upload it as the autograder of an assignment worth \(unit.maxScore) points.")
      return .done
    })
}
