import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// The characters of dates as people write them; a token is an index in this list.
public let readableCharacters = Array(" abcdefghijklmnopqrstuvwxyz0123456789")
/// The characters of dates as they must be written. The last one only means "start"; it is the decoder's first input.
public let writableCharacters = Array("0123456789-▷")

/// Dates, ready for a translator.
public struct DateBatch: Sendable {
  /// X_1 … X_S, each [B, 37]: the characters one-hot, zeros in the padding.
  public var source: [Matrix<Double>]
  /// The number of characters of each source.
  public var lengths: [Int]
  /// Y_0 … Y_4, each [B, 12]: the start token, then the true tokens, each one step later than in the targets.
  public var decoderInputs: [Matrix<Double>]
  /// `targets[t][b]`, the tokens to write, 5 times B.
  public var targets: [[Int]]

  /// A batch of the given parts.
  public init(
    source: [Matrix<Double>], lengths: [Int], decoderInputs: [Matrix<Double>], targets: [[Int]]
  ) {
    self.source = source
    self.lengths = lengths
    self.decoderInputs = decoderInputs
    self.targets = targets
  }
}

/// Tokens as rows of a matrix, [B, V], each with a single 1; a token that does not exist becomes a row of zeros.
public func oneHotRows(_ tokens: [Int?], classCount: Int) -> Matrix<Double> {
  Matrix(tokens.map { token in (0..<classCount).map { $0 == token ? 1 : 0 } })
}

/// A day of a month, as people write it, and as it must be written: "9 mar", "mar 9" or "the 9th of mar", and
/// "03-09".
public func randomDate(using generator: inout some RandomNumberGenerator) -> (source: String, target: String)
{
  let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  let month = Int.random(in: 1...12, using: &generator)
  let day = Int.random(in: 1...28, using: &generator)
  let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
  let name = names[month - 1]
  let ways = ["\(day) \(name)", "\(name) \(day)", "the \(day)\(ending) of \(name)"]
  let way = Int.random(in: 0..<3, using: &generator)
  func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return (ways[way], "\(twoDigits(month))-\(twoDigits(day))")
}

/// A batch of dates.
public func dateBatch(_ dates: [(source: String, target: String)]) -> DateBatch {
  let sources = dates.map { $0.source.compactMap { readableCharacters.firstIndex(of: $0) } }
  let targets = dates.map { $0.target.compactMap { writableCharacters.firstIndex(of: $0) } }
  let start = writableCharacters.count - 1
  let written = (0..<5).map { step in targets.map { $0[step] } }
  return DateBatch(
    source: (0..<(sources.map(\.count).max() ?? 0)).map { step in
      oneHotRows(
        sources.map { step < $0.count ? $0[step] : nil }, classCount: readableCharacters.count)
    },
    lengths: sources.map(\.count),
    decoderInputs: ([targets.map { _ in start }] + written.dropLast()).map {
      oneHotRows($0, classCount: writableCharacters.count)
    },
    targets: written)
}

/// Task 7. A translator that reads dates, trained with your own functions.
///
/// It reads one-hot rows of 37 columns and writes 12 classes. How many units it has, and how and how long it is trained, is
/// your choice. At least 90 % of new dates must be written without a mistake, each token from the tokens before it. You
/// have ten seconds; if the earlier tasks go through matrices number by number, that can be too short for them.
///
/// - Parameter generator: the source of the initial weights and the training data.
/// - Returns: the trained translator.
public func trainedDateTranslator(using generator: inout SplitMix64) throws -> Translator {
  // TODO: Task 7, a translator of dates.
  throw NotImplemented()
}
