/// The programs of the course: `course`, which is small, and those that it hands heavy work over to.
package enum Program: String, Sendable, CaseIterable {
  case course
  case training = "course-train"
  case classes = "course-class"
  case notebooks = "course-notebook"
}
