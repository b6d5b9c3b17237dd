/// The files that grade a class on GitHub, in the instructor's own repository: a workflow of three jobs, and
/// their scripts.
///
/// Only the middle job runs student code, and it has no secret. The scripts, in `Scripts/Workflow`, do all
/// the work, so they can be tried without GitHub.
enum ClassWorkflow {
  private static let scripts = ["build", "recall", "collect", "grade", "tell", "keep"]

  /// The files, by their paths in the instructor's copy.
  ///
  /// - Throws: `Complaint` if a script cannot be read.
  static func files(from course: CourseFiles) throws -> [Handout.File] {
    func file(_ name: String, as path: String, mode: Int = 0o644) throws -> Handout.File {
      Handout.File(path, try course.script("Workflow/\(name)"), mode: mode)
    }
    let own = [
      try file("grade.yml", as: ".github/workflows/grade.yml"), try file("students.txt", as: "students.txt"),
    ]
    return own + (try scripts.map { try file($0, as: ".github/grading/\($0)", mode: 0o755) })
  }
}
