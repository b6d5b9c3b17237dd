import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A small model with random weights, and its text when it always takes the most likely character: correct, or with one
/// known mistake.
///
/// This file does not import the exercise: no submission can change these results.
struct WritingOracle {
  /// A mistake learners really make in letting a model write.
  enum Mistake: CaseIterable {
    case none, promptNotRead, onlyLastCharacterRead, ownCharactersNotFedBack, promptRepeated,
      oneCharacterTooFew, oneCharacterTooMany, promptReversed, leastLikely, reversed, lastReadTwice

    /// The wording in the report.
    var description: String {
      switch self {
      case .none: "nothing is wrong"
      case .promptNotRead: "the prompt is not read, but only its first character"
      case .onlyLastCharacterRead: "only the last character of the prompt is read"
      case .ownCharactersNotFedBack: "the drawn character is not fed back"
      case .promptRepeated: "the prompt is returned along with the new text"
      case .oneCharacterTooFew: "the writing ends one character too early"
      case .oneCharacterTooMany: "the writing ends one character too late"
      case .promptReversed: "the prompt is read from its end to its beginning"
      case .leastLikely: "the least likely character is taken instead of the most likely one"
      case .reversed: "the new text is in reverse order"
      case .lastReadTwice: "the last character of the prompt is read twice"
      }
    }
  }

  let tokenizer = CharacterTokenizer(charactersOf: "abcdefg")
  let model: LanguageModel<GRUCell<Float>>

  /// Weights large enough that the text does not settle on one character.
  init(using generator: inout some RandomNumberGenerator) {
    var model = LanguageModel<GRUCell<Float>>(vocabularySize: 7, hiddenSize: 12, using: &generator)
    for (_, path) in model.namedParameters { model[keyPath: path] *= 6 }
    self.model = model
  }

  /// A model that ignores its state: its probabilities are the softmax of the logits `t / 2` of the tokens t.
  static func constant() -> LanguageModel<GRUCell<Float>> {
    var generator = SplitMix64(seed: 1)
    var model = LanguageModel<GRUCell<Float>>(vocabularySize: 7, hiddenSize: 2, using: &generator)
    for (_, path) in model.namedParameters { model[keyPath: path] *= 0 }
    model.output.bias = Matrix(rows: 1, columns: 7, elements: (0..<7).map { Float($0) / 2 })
    return model
  }

  /// The most likely text of `count` characters, as tokens.
  func greedyText(after prompt: String, count: Int, mistake: Mistake = .none) -> Matrix<Double> {
    let tokens = prompt.compactMap { tokenizer.vocabulary.tokens.firstIndex(of: String($0)) }
    var read = tokens
    if mistake == .promptNotRead { read = Array(tokens.prefix(1)) }
    if mistake == .onlyLastCharacterRead { read = Array(tokens.suffix(1)) }
    if mistake == .promptReversed { read.reverse() }
    if mistake == .lastReadTwice { read += tokens.suffix(1) }
    var state = model.initialState(batchSize: 1)
    var logits = Matrix<Float>.zeros(rows: 1, columns: 7)
    for token in read { (logits, state) = model.step([token], from: state) }
    var written: [Int] = mistake == .promptRepeated ? tokens : []
    let length =
      mistake == .oneCharacterTooFew ? count - 1 : mistake == .oneCharacterTooMany ? count + 1 : count
    for _ in 0..<length {
      let likeliest = (mistake == .leastLikely ? logits * -1 : logits).rowArgmax()[0]
      written.append(likeliest)
      let next = mistake == .ownCharactersNotFedBack ? read[read.count - 1] : likeliest
      (logits, state) = model.step([next], from: state)
    }
    return Self.row(mistake == .reversed ? written.reversed() : written)
  }

  /// A text as tokens, [1, T]; a character unknown to the model is -1.
  func row(_ text: String) -> Matrix<Double> {
    Self.row(text.map { tokenizer.vocabulary.tokens.firstIndex(of: String($0)) ?? -1 })
  }

  private static func row(_ tokens: [Int]) -> Matrix<Double> {
    Matrix(rows: 1, columns: tokens.count, elements: tokens.map(Double.init))
  }
}
