import CourseSupport
import Foundation

/// Task 7. A text of your own: at least 4,000 characters that you wrote or chose, in any language.
///
/// It may be letters, notes, recipes, verses, a chapter of a book whose rights have run out. It is to be a real text:
/// one paragraph copied ten times is not, and neither is the course's own book of tales. Of all its pieces of 30
/// characters at least half are to be different ones, with every digit read as the same; a refrain may come again.
public func ownText() throws -> String {
  // TODO: Task 7, a model on a text of your own (part 1 of 2).
  throw NotImplemented()
}
