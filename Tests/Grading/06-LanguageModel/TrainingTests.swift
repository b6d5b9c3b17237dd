import EarlierUnits
import Exercise06LanguageModel
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 5: a model that remembers an opening token, graded by its bits on new sentences. V = 9.
final class TrainingTests: GradedTestCase {
  private static let vocabularySize = 9

  /// Opening token 1, 2 or 3; one to four of 7 and 8; the closing token 4, 5 or 6 that belongs to the opening one.
  private func makeSentences(_ count: Int, using generator: inout some RandomNumberGenerator) -> [[Int]] {
    (0..<count).map { _ in
      let kind = Int.random(in: 1...3, using: &generator)
      let middle = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        Int.random(in: 7...8, using: &generator)
      }
      return [kind] + middle + [kind + 3]
    }
  }

  /// Bits per prediction of a bigram model, each count raised by a tenth.
  private func bitsOfPairs(learnedFrom known: [[Int]], on new: [[Int]]) -> Double {
    let size = Self.vocabularySize
    // Row `size` is the start of a sentence.
    var counts = Matrix<Double>(rows: size + 1, columns: size, repeating: 0.1)
    for sentence in known {
      for (before, next) in zip([size] + sentence, sentence + [0]) { counts[before, next] += 1 }
    }
    var (bits, predictions) = (0.0, 0.0)
    for sentence in new {
      for (before, next) in zip([size] + sentence, sentence + [0]) {
        bits -= log2(counts[before, next] / counts.row(before).elements.reduce(0, +))
        predictions += 1
      }
    }
    return bits / predictions
  }

  private func makeText() -> (known: [[Int]], new: [[Int]]) {
    var generator = makeGenerator()
    return (makeSentences(300, using: &generator), makeSentences(100, using: &generator))
  }

  /// The trained model, after a look at its shapes.
  private func oracle(of model: LanguageModel) throws -> LanguageModelOracle {
    let (size, hidden) = (Self.vocabularySize, model.layer.bias.columns)
    try assertWithin(1...4096, [Double(hidden)], "the hidden size of the trained model")
    try assertEqual(
      [model.layer.weightIH, model.layer.weightHH, model.layer.bias, model.output.weight, model.output.bias]
        .map(
          \.shape),
      [
        MatrixShape(size, hidden), MatrixShape(hidden, hidden), MatrixShape(1, hidden),
        MatrixShape(hidden, size),
        MatrixShape(1, size),
      ], "the shapes of W_xh, W_hh, b_h, W_hq and b_q of the trained model")
    return LanguageModelOracle(layer: model.layer, output: model.output)
  }

  func testTask5_theModelBeatsTheBigramModelOnNewSentences() throws {
    try grade {
      let text = makeText()
      let model = try train(on: text.known, vocabularySize: Self.vocabularySize)
      let bits = try oracle(of: model).bits(text.new)
      let goal = bitsOfPairs(learnedFrom: text.known, on: text.new) - 0.1
      try assertWithin(
        0...goal, [bits], "the model's bits per prediction on new sentences", hint: advice(bits))
    }
  }

  /// What a model's bits say about its training: guessing among 9 tokens costs log2 9 = 3.17 bits.
  private func advice(_ bits: Double) -> String {
    if bits.isNaN || bits > 3.6 {
      return
        "Guessing costs log2 9 = 3.17. You get more than that when the updates are too large or lead uphill."
    }
    if bits > 2.9 {
      return
        "Guessing costs log2 9 = 3.17. That is what you get when nothing is learned: no update with the sentences' "
        + "gradients reaches the model, or the updates lead uphill."
    }
    return
      "The bigram model needs 0.1 more than the upper bound. A loss that falls no further may want more "
      + "updates, another learning rate, or clipping."
  }

  func testTask5_theModelClosesWhatWasOpened() throws {
    try grade {
      let model = try train(on: makeText().known, vocabularySize: Self.vocabularySize)
      let oracle = try oracle(of: model)
      for kind in 1...3 {
        let last = oracle.logits(oracle.inputs([kind, 8, 7])).row(3).elements
        let closing = (4...6).map { exp(LanguageModelOracle.logShare($0, of: last)) }
        try assertWithin(
          0.6...1, [closing[kind - 1] / closing.reduce(0, +)],
          "after \(kind) 8 7 the share of \(kind + 3) among the closing tokens 4, 5 and 6",
          hint: "The opening token has to live in the state through the middle of the sentence.")
      }
    }
  }

  func testTask5_theModelIsAsWideAsTheVocabulary() throws {
    try grade {
      let size = Self.vocabularySize + 3
      let model = try train(on: makeText().known, vocabularySize: size)
      try assertEqual(
        [model.layer.weightIH.rows, model.output.weight.columns], [size, size],
        "the rows of W_xh and the columns of W_hq for V = \(size), of which three tokens never occur")
    }
  }
}
