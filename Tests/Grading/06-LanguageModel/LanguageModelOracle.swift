import EarlierUnits
import Foundation
import LinearAlgebra

/// A language model once more, in plain loops over numbers, right or with one known mistake.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct LanguageModelOracle {
  /// A mistake that learners really make in the pass over a sentence.
  enum Mistake: CaseIterable {
    case none, stateReset, everyInputNothing, lateByOne

    /// The mistake as the report says it.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .stateReset: return "every step starts from a state of zeros"
      case .everyInputNothing: return "the inputs are ignored"
      case .lateByOne: return "the logits of a step are made from the state before it"
      }
    }
  }

  let layer: RNNLayer
  let output: LinearLayer

  /// V = 7, H = 4.
  init(vocabularySize: Int = 7, hiddenSize: Int = 4, using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -1.2...1.2, using: &generator)
    }
    layer = RNNLayer(
      weightIH: random(vocabularySize, hiddenSize), weightHH: random(hiddenSize, hiddenSize),
      bias: random(1, hiddenSize))
    output = LinearLayer(weight: random(hiddenSize, vocabularySize), bias: random(1, vocabularySize))
  }

  init(layer: RNNLayer, output: LinearLayer) {
    self.layer = layer
    self.output = output
  }

  var vocabularySize: Int { output.bias.columns }

  /// x_1 … x_{T+1}, each [1, V].
  func inputs(_ sentence: [Int]) -> [Matrix<Double>] {
    var rows = [Matrix<Double>.zeros(rows: 1, columns: vocabularySize)]
    for token in sentence {
      var row = rows[0]
      row[0, token] = 1
      rows.append(row)
    }
    return rows
  }

  /// The next state, number by number.
  func step(_ input: [Double], _ state: [Double]) -> [Double] {
    state.indices.map { unit in
      var sum = layer.bias[0, unit]
      for (index, value) in input.enumerated() { sum += value * layer.weightIH[index, unit] }
      for (index, value) in state.enumerated() { sum += value * layer.weightHH[index, unit] }
      return Foundation.tanh(sum)
    }
  }

  func scores(_ state: [Double]) -> [Double] {
    (0..<vocabularySize).map { token in
      state.indices.reduce(output.bias[0, token]) { $0 + state[$1] * output.weight[$1, token] }
    }
  }

  /// The logits of every step, [N, V].
  func logits(_ inputs: [Matrix<Double>], mistake: Mistake = .none) -> Matrix<Double> {
    let zero = Array(repeating: 0.0, count: layer.bias.columns)
    var state = zero
    let rows = inputs.map { input -> [Double] in
      let read = mistake == .everyInputNothing ? input.elements.map { $0 * 0 } : input.elements
      let before = mistake == .stateReset ? zero : state
      state = step(read, before)
      return scores(mistake == .lateByOne ? before : state)
    }
    return Matrix(rows)
  }

  /// log softmax(z)_y.
  static func logShare(_ token: Int, of row: [Double]) -> Double {
    let largest = row.max() ?? 0
    return row[token] - largest - Foundation.log(row.reduce(0) { $0 + Foundation.exp($1 - largest) })
  }

  /// Σ_t log P(y_t | …), in nats.
  static func logProbability(of tokens: [Int], logits: Matrix<Double>) -> Double {
    tokens.indices.reduce(0) { $0 + logShare(tokens[$1], of: logits.row($1).elements) }
  }

  /// The loss of a sentence, with the prediction of `<EOS>` unless it is omitted.
  func loss(_ sentence: [Int], withEnd: Bool = true, mistake: Mistake = .none) -> Double {
    let targets = withEnd ? sentence + [0] : sentence
    return -Self.logProbability(of: targets, logits: logits(inputs(sentence), mistake: mistake))
  }

  /// The mean over all predictions, in bits.
  func bits(_ sentences: [[Int]]) -> Double {
    let predictions = sentences.reduce(0) { $0 + $1.count + 1 }
    return sentences.reduce(0) { $0 + loss($1) } / Double(predictions) / Foundation.log(2)
  }
}
