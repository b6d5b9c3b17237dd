import CourseSupport
import Foundation

/// Task 2. The sentences of a text, without the whitespace around them.
///
/// A sentence ends after a run of the marks `.` `!` `?` `…`, together with the quotes and brackets that close right
/// after it (`"` `”` `’` `)`), if whitespace or the end of the text comes next. It continues all the same
///
/// - if the next letter after the whitespace is lowercase: `"Stop!" he said.`, `Well... perhaps.`
/// - if the run is a single period and the word before it, lowercased, is one of the abbreviations:
///   `Dr. No arrived.` The word reaches back to the last whitespace, quote, or bracket.
///
/// The rest after the last sentence is also a sentence, unless it is only whitespace.
///
/// - Parameters:
///   - text: any text.
///   - abbreviations: in lowercase and without their last period, such as `dr` and `e.g`.
public func sentences(in text: String, abbreviations: Set<String>) throws -> [String] {
  // TODO: Task 2, sentences.
  throw NotImplemented()
}
