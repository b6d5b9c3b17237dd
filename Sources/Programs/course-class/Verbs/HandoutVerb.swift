import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course handout DIR`.
  static let handout = Action(.handout) { arguments in
    let layout = try CourseLayout.current()
    let reader = try arguments.reader()
    let path = arguments.positional(.dir) ?? ""
    let count = try Handout(of: layout, for: reader).write(to: URL(fileURLWithPath: path))
    let whose =
      reader == .student ? "a student gets, without solutions" : "an instructor keeps to themselves"
    print("\(path): \(count) files, the copy that \(whose).")
    print("Try it: cd \(path) && swift run course")
    return .done
  }
}

extension Arguments {
  /// Whom the handout is for.
  fileprivate func reader() throws -> Handout.Reader {
    guard flag(.instructor) else {
      guard !isGiven(.seed) else { throw Complaint("--seed goes with --instructor: students get no seed") }
      return .student
    }
    guard let seed = string(.seed) else {
      var generator = SystemRandomNumberGenerator()
      return .instructor(seed: HiddenSeed.random(using: &generator))
    }
    guard !seed.trimmingCharacters(in: .whitespaces).isEmpty, !seed.contains(where: \.isNewline) else {
      throw Complaint("--seed takes one line of text")
    }
    return .instructor(seed: seed)
  }
}
