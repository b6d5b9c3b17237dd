import CourseSupport
import Foundation

/// Task 1. The words of a text and its punctuation, in order.
///
/// A word is a run of letters and digits, of any alphabet. An apostrophe (`'` or `’`) or a hyphen between two letters
/// belongs to the word: `don't` and `well-known` are one token each. Every other character that is not whitespace is
/// its own token: `?!` is two.
///
/// - Parameters:
///   - text: any text.
///   - lowercased: whether letters become lowercase, so `The` and `the` are the same token.
public func words(in text: String, lowercased: Bool) throws -> [String] {
  // TODO: Task 1, words and characters (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. The characters of a text as a reader sees them: é, 한 and 👩‍👩‍👧 are one each, whatever they are made of.
public func characters(in text: String) throws -> [String] {
  // TODO: Task 1, words and characters (part 2 of 2).
  throw NotImplemented()
}
