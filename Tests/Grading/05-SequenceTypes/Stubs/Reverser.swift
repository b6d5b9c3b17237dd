import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// The token that ends every answer, and that the decoder reads first; letters are 0, 1 and 2.
public let endToken = 3

/// All 39 words of one to three letters.
public func wordsToReverse() -> [[Int]] {
  let letters = (0..<3).map { [$0] }
  let pairs = letters.flatMap { word in letters.map { word + $0 } }
  let triples = pairs.flatMap { word in letters.map { word + $0 } }
  return letters + pairs + triples
}

/// Task 7. A translator that reads a word and writes it in reverse, then the end token: 0 1 1 becomes 1 1 0 3.
///
/// It reads its words as one-hot rows of 3 columns, and writes 4 classes; its decoder reads the one-hot row of `endToken`
/// first. How many hidden units it has, and how and how long it is trained, is yours to choose. For at least 35 of the
/// 39 words every token it writes must be right, and training must not take longer than a few seconds.
///
/// - Parameter generator: the source of its initial weights.
/// - Returns: the translator, trained.
public func trainedReverser(using generator: inout some RandomNumberGenerator) throws -> Translator {
  // TODO: Task 7, a network that reverses words.
  throw NotImplemented()
}
