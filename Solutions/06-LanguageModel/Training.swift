import EarlierUnits
import LinearAlgebra

/// Task 5. Trains a model that remembers.
///
/// The sentences are of one kind: an opening token, some tokens between, and a closing token that depends on the opening
/// one, as `(` requires `)` and `[` requires `]`. A bigram model cannot know which closing token is right; a
/// network that carries the opening one through the middle can.
///
/// How you train is up to you: sizes, learning rate, number of updates. What counts is the result on sentences of the
/// same kind that you have not seen: at least 0.1 bits per prediction below the bigram model. You have about five
/// seconds.
///
/// - Parameters:
///   - sentences: some hundred, each without `<EOS>`.
///   - vocabularySize: V; token 0 is `<EOS>`.
public func train(on sentences: [[Int]], vocabularySize: Int) throws -> LanguageModel {
  var generator = SplitMix64(seed: 6)
  var model = LanguageModel(vocabularySize: vocabularySize, hiddenSize: 16, using: &generator)
  var optimizer = Adam(for: model, learningRate: 0.02)
  let batches = 600
  for batch in 0..<batches {
    // Large steps first, small ones at the end.
    optimizer.learningRate = 0.02 * (1 - 0.9 * Double(batch) / Double(batches))
    var gradient = model.zeroed()
    for _ in 0..<8 {
      let sentence = sentences[Int.random(in: 0..<sentences.count, using: &generator)]
      let pairs = try teacherForcing(sentence, vocabularySize: vocabularySize)
      gradient.add(model.gradient(of: pairs), times: 1.0 / 8)
    }
    optimizer.update(&model, along: gradient)
  }
  return model
}
