import CourseSupport
import Foundation

/// Task 7. Your own text: at least 4,000 characters you wrote or chose, in any language.
///
/// It can be letters, notes, recipes, poems, or a chapter of a book in the public domain. It must be a real text: one
/// paragraph copied ten times is not, and neither is the course's own book of tales. At least half of its pieces of 30
/// characters must be different, with every digit read as the same; a refrain can be repeated.
public func ownText() throws -> String {
  // TODO: Task 7, a model on your own text (part 1 of 2).
  throw NotImplemented()
}
