import EarlierUnits
import LinearAlgebra

/// One sentence after another in their order, round after round, with more units and plain steps of limited length.
public func train(on sentences: [[Int]], vocabularySize: Int) throws -> LanguageModel {
  var generator = SplitMix64(seed: 17)
  var model = LanguageModel(vocabularySize: vocabularySize, hiddenSize: 24, using: &generator)
  var optimizer = Adam(for: model, learningRate: 0.01)
  let size = 10
  for update in 0..<500 {
    if update == 350 { optimizer.learningRate = 0.002 }
    let gradients = try (0..<size).map { place in
      let sentence = sentences[(update * size + place) % sentences.count]
      return model.gradient(of: try teacherForcing(sentence, vocabularySize: vocabularySize))
    }
    var mean = gradients.reduce(into: model.zeroed()) { $0.add($1, times: 1 / Double(size)) }
    if mean.globalNorm > 1 { mean.scale(by: 1 / mean.globalNorm) }
    optimizer.update(&model, along: mean)
  }
  return model
}
