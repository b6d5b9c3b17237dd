/// The programs of the course: `course`, which is small, and those that do the heavy work for it.
package enum Program: String, Sendable, CaseIterable {
  case course
  case training = "course-train"
  case classes = "course-class"
  case notebooks = "course-notebook"
}
