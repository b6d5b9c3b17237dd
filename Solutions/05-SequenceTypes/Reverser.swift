import EarlierUnits
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
  let words = wordsToReverse()
  let answers = words.map { $0.reversed() + [endToken] }
  let (source, lengths) = try padded(words, with: 0)
  let (targets, targetLengths) = try padded(answers, with: endToken)
  let start = Array(repeating: endToken, count: words.count)
  let sourceRows = source.map { oneHotRows($0, classCount: 3) }
  let decoderInputs = ([start] + targets.dropLast()).map { oneHotRows($0, classCount: 4) }  // one step behind

  var translator = Translator(sourceSize: 3, targetSize: 4, hiddenSize: 32, using: &generator)
  var optimizer = Adam(for: translator, learningRate: 0.01)
  for _ in 0..<200 {
    let (logits, cache) = try translator.forward(
      sourceRows, lengths: lengths, decoderInputs: decoderInputs)
    let (_, gradients) = try maskedCrossEntropy(logits: logits, targets: targets, lengths: targetLengths)
    optimizer.update(&translator, along: try translator.gradients(gradients, through: cache))
  }
  return translator
}
