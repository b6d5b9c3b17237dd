import CourseCatalog
import CoursePackaging
import Foundation

extension PackagingFailure: BadInputError {}

extension Verb {
  /// `course handout DIR`.
  static let handout = Verb(
    name: "handout", summary: "make the copy of the course that students get, or an instructor's",
    details: """
      Writes chapters, stubs as handed out, checks, library and command, with a README of its own, to a new folder: \
      without solutions, and without the tests of the course's own code. An instructor's copy has the solutions, a \
      hidden seed in .course/seed, from which 'course class' and 'course grade --submission' draw random inputs, and a \
      workflow that grades what students push to GitHub.
      """,
    positionals: [Positional("DIR", help: "The new folder; nothing may be there but an empty one.")],
    options: [
      Option("instructor", help: "Make the instructor's copy."),
      Option(
        "seed", value: "TEXT", help: "With --instructor: the hidden seed. Default: one that nobody can guess."
      ),
    ],
    example: "course handout ../handout\ncourse handout ../instructor --instructor --seed spring",
    run: { arguments in
      let layout = try CourseLayout.current()
      let reader = try arguments.reader()
      let path = arguments.positional("DIR") ?? ""
      let count = try Handout(of: layout, for: reader).write(to: URL(fileURLWithPath: path))
      let whose =
        reader == .student ? "a student gets, without solutions" : "an instructor keeps to themselves"
      print("\(path): \(count) files, the copy that \(whose).")
      print("Try it: cd \(path) && swift run course")
      return .done
    })
}

extension Arguments {
  /// Whom the handout is for.
  fileprivate func reader() throws -> Handout.Reader {
    guard flag("instructor") else {
      guard !isGiven("seed") else { throw UsageError("--seed goes with --instructor: students get no seed") }
      return .student
    }
    guard let seed = string("seed") else {
      var generator = SystemRandomNumberGenerator()
      return .instructor(seed: HiddenSeed.random(using: &generator))
    }
    guard !seed.trimmingCharacters(in: .whitespaces).isEmpty, !seed.contains(where: \.isNewline) else {
      throw UsageError("--seed takes one line of text")
    }
    return .instructor(seed: seed)
  }

  /// The seed of the checks for other people's work: the one typed, or else this copy's hidden one.
  func seed(in layout: CourseLayout) throws -> String? {
    try string("seed") ?? HiddenSeed.of(layout)
  }
}
