import EarlierUnits
import Exercise05SequenceTypes
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 7: a network that reverses words, graded by what it writes.
final class ReverserTests: GradedTestCase {
  private func requireShapes(of translator: Translator) throws {
    let size = translator.encoder.hiddenSize
    let expected = [
      MatrixShape(3, size), MatrixShape(size, size), MatrixShape(1, size), MatrixShape(4, size),
      MatrixShape(size, size), MatrixShape(1, size), MatrixShape(size, 4), MatrixShape(1, 4),
    ]
    try assertEqual(
      translator.namedParameters.map { translator[keyPath: $0.path].shape }, expected,
      "the shapes of encoder, decoder and output layer")
  }

  /// The state that is handed over after a word.
  private func meaning(_ translator: Translator, _ word: [Int]) -> Matrix<Double> {
    LoopRNN(translator.encoder).states(word.map { indicator([$0], 3) })[word.count - 1]
  }

  /// What a translator writes about a word, in plain loops, up to as many tokens as the right answer has.
  private func answer(_ translator: Translator, _ word: [Int]) -> [Int] {
    var state = meaning(translator, word)
    var token = 3
    return (0...word.count).map { _ in
      state = LoopRNN(translator.decoder).step(indicator([token], 4), from: state)
      token = LoopLinear(translator.output).choice(state)[0]
      return token
    }
  }

  private func advice(_ translator: Translator, _ words: [[Int]]) -> String {
    let answers = words.map { answer(translator, $0) }
    if zip(answers, words).count(where: { $0 == $1 + [3] }) > 30 {
      return
        "That is what you get when the targets are the words themselves, not reversed: look at the targets."
    }
    if zip(answers, words).count(where: { $0.dropLast() == $1.reversed() }) > 30 {
      return
        "The letters are right. That is what you get when the end token is missing after them: look at the targets."
    }
    if answers.allSatisfy({ $0.allSatisfy { $0 == 3 } }) {
      return
        "It writes nothing but end tokens. That is what you get when padding counts in the loss, or when the targets "
        + "hold no letters."
    }
    return "It has not learned enough: more updates, another learning rate or more hidden units might help."
  }

  private let letters = 0..<3
  private var shortWords: [[Int]] { letters.map { [$0] } + letters.flatMap { a in letters.map { [a, $0] } } }
  private var longWords: [[Int]] {
    letters.flatMap { a in letters.flatMap { b in letters.map { [a, b, $0] } } }
  }

  /// How many of the words the student's trained network reverses without a mistake, and what to say if too few.
  private func judgement(of words: [[Int]]) throws -> (right: Double, advice: String) {
    var generator = makeGenerator()
    let translator = try trainedReverser(using: &generator)
    try requireShapes(of: translator)
    Self.trained.append(translator.encoder.weightHH.elements)
    let right = words.count { answer(translator, $0) == $0.reversed() + [3] }
    return (Double(right), advice(translator, shortWords + longWords))
  }

  func testTask7_itReversesShortWords() throws {
    try grade {
      let (right, advice) = try judgement(of: shortWords)
      try assertWithin(
        9...12, [right],
        "the number of words of one or two letters, out of 12, that it reverses",
        hint: advice)
    }
  }

  /// What the other checks' trainings gave, each from its own seed: training is slow, so none is made twice.
  nonisolated(unsafe) private static var trained: [[Double]] = []

  func testTask7_itsFirstWeightsComeFromTheGenerator() throws {
    try grade {
      var generator = makeGenerator()
      var untouched = generator
      let translator = try trainedReverser(using: &generator)
      for other in Self.trained {
        try assertDiffer(
          translator.encoder.weightHH.elements, other,
          "trainedReverser(using:): two seeds give the same translator. The initial weights must come from the "
            + "generator that is given, not from one of your own.")
      }
      try assertDiffer(
        [Double(generator.next() >> 12)], [Double(untouched.next() >> 12)],
        "trainedReverser(using:): nothing was drawn from the generator. The initial weights must come from it, "
          + "so the caller can try others.")
    }
  }

  func testTask7_itReversesWords() throws {
    try grade {
      let (right, advice) = try judgement(of: shortWords + longWords)
      try assertWithin(
        35...39, [right], "the number of words, out of 39, that it reverses without a mistake",
        hint: advice)
    }
  }
}
