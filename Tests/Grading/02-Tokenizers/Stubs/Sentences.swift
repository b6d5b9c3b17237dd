import CourseSupport
import Foundation

/// Task 2. The sentences of a text, without the whitespace around them.
///
/// A sentence ends after a run of the marks `.` `!` `?` `…`, together with the quotes and brackets that close behind
/// it (`"` `”` `’` `)`), if whitespace or the end of the text comes next. It goes on all the same
///
/// - where the next letter after the whitespace is a small one: `"Stop!" he said.`, `Well... perhaps.`
/// - where the run is a single point and the word before it, in small letters, is one of the abbreviations:
///   `Dr. No arrived.` The word reaches back to the last whitespace, quote or bracket.
///
/// What is left after the last sentence, and is not only whitespace, is a sentence too.
///
/// - Parameters:
///   - text: any text.
///   - abbreviations: in small letters and without their last point, such as `dr` and `e.g`.
public func sentences(in text: String, abbreviations: Set<String>) throws -> [String] {
  // TODO: Task 2, sentences.
  throw NotImplemented()
}
