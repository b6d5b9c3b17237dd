import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course gradescope 03 --out autograder.zip`
  static let gradescope = Action(.gradescope) { arguments in
    guard let unit = try arguments.unit() else { return .invalidInput }
    let path = arguments.string(.out) ?? "autograder.zip"
    let layout = try CourseLayout.current()
    let bundle = GradescopeBundle(unit, in: layout, seed: try arguments.seed(in: layout))
    let data = try bundle.archive()
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Complaint("--out \(path) cannot be written: \(error.localizedDescription)")
    }
    print("\(path): upload it as the autograder of an assignment worth \(unit.maxScore) points.")
    return .done
  }
}
