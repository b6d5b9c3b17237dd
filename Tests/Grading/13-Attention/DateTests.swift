import EarlierUnits
import Exercise13Attention
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 7: a translator trained by the student, graded by the dates it writes.
final class DateTests: GradedTestCase {
  /// Dates and what a translator writes about them, each token from the tokens it has written before.
  private func answers(
    of translator: Translator
  ) -> [(source: String, target: String, written: String)] {
    var generator = makeGenerator()
    let dates = (0..<200).map { _ in randomDate(using: &generator) }
    let batch = dateBatch(dates)
    let states = translator.encoder.forward(
      batch.source, from: .zeros(rows: dates.count, columns: translator.encoder.hiddenSize)
    ).states
    var state = Matrix<Double>.zeros(rows: dates.count, columns: translator.decoder.hiddenSize)
    var next = batch.decoderInputs[0]
    var written = dates.map { _ in "" }
    for _ in 0..<batch.targets.count {
      state = translator.decoder.step(next, from: state)
      let weights = loopWeights(loopAdditiveScores(translator.score, state, states), batch.lengths)
      let joined = concatenate(columns: [state, loopContext(weights, states)])
      let tokens = translator.output.forward(joined).rowArgmax()
      for (row, token) in tokens.enumerated() { written[row].append(writableCharacters[token]) }
      next = oneHotRows(tokens, classCount: writableCharacters.count)
    }
    return zip(dates, written).map { ($0.source, $0.target, $1) }
  }

  /// The trained translator, after a check of its shapes.
  private func trainedTranslator() throws -> Translator {
    let (translator, hasDrawn) = try Trained.shared.translator { try trainedDateTranslator(using: &$0) }
    try assertEqual(
      hasDrawn, true, "whether the weights and the training data came from the given generator",
      hint: "Draw from it, not from another generator or from a copy.")
    let (h, d) = (translator.encoder.hiddenSize, translator.decoder.hiddenSize)
    let a = translator.score.weightScore.rows
    let shapes = [
      (37, h), (h, h), (1, h), (12, d), (d, d), (1, d), (d, a), (h, a), (a, 1), (d + h, 12), (1, 12),
    ].map { MatrixShape($0.0, $0.1) }
    try assertEqual(
      translator.namedParameters.map { translator[keyPath: $0.path].shape }, shapes,
      "the shapes of encoder, decoder, score and output layer")
    return translator
  }

  private func judge(atLeast limit: Double, hint: String) throws {
    let answers = answers(of: try trainedTranslator())
    let right = answers.count { $0.written == $0.target }
    try assertWithin(
      limit...1, [Double(right) / Double(answers.count)],
      "the fraction of new dates that trainedDateTranslator(using:) gets right", hint: advice(answers, hint))
  }

  /// Where to look, if too few dates are right.
  private func advice(
    _ answers: [(source: String, target: String, written: String)], _ otherwise: String
  ) -> String {
    func share(_ fits: ((source: String, target: String, written: String)) -> Bool) -> Double {
      Double(answers.count(where: fits)) / Double(answers.count)
    }
    if Set(answers.map { $0.written }).count == 1 {
      return
        "It writes the same for every date. You get this when the encoder or the score is not trained, or when nothing "
        + "is: does the update use the gradients of the whole translator?"
    }
    if share({ $0.written == String($0.target.reversed()) }) > 0.5 {
      return "It writes the dates in reverse: look at the targets."
    }
    if share({ $0.written.prefix(1) == $0.target.prefix(1) }) > 0.9,
      share({ $0.written.dropFirst() == $0.target.dropFirst() }) < 0.3
    {
      return
        "Only the first character is right. You get this when the decoder does not read the previous true token: look "
        + "at decoderInputs."
    }
    return otherwise
  }

  func testTask7_itHasLearnedSomething() throws {
    try grade {
      try judge(
        atLeast: 0.3,
        hint:
          "A guess is right once in 336 times. Print the loss every 50 updates: it starts near 2.5 and must fall."
      )
    }
  }

  func testTask7_itWritesNewDates() throws {
    try grade {
      try judge(
        atLeast: 0.9,
        hint: "It has learned something, but not enough: more updates, more units, or another learning rate.")
    }
  }
}

/// Both checks grade the same training: it is the slow part.
private final class Trained: @unchecked Sendable {
  static let shared = Trained()
  private let lock = NSLock()
  private var result: (Translator, hasDrawn: Bool)?

  func translator(_ train: (inout SplitMix64) throws -> Translator) throws -> (Translator, hasDrawn: Bool) {
    lock.lock()
    defer { lock.unlock() }
    if let result { return result }
    let seed = GradedTestCase.seed
    var generator = SplitMix64(seed: UInt64(seed.utf8.reduce(13) { ($0 &* 31) &+ UInt64($1) }))
    var untouched = generator
    let translator = try train(&generator)
    let answer = (translator, hasDrawn: generator.next() != untouched.next())
    result = answer
    return answer
  }
}
