/// The programs of the course: `course`, which is small, and those that it hands heavy work over to.
package enum Program: String, Sendable, CaseIterable {
  case course
  case training = "course-train"
  case classes = "course-class"
  case notebooks = "course-notebook"

  /// What it is for, as the end of "Building the program …".
  package var purpose: String {
    switch self {
    case .course: "for students"
    case .training: "that trains, samples and measures"
    case .classes: "that grades classes"
    case .notebooks: "that weaves chapters and runs notebooks"
    }
  }
}
