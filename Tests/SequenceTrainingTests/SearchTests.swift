import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

final class SearchTests: XCTestCase {
  private var generator = SplitMix64(seed: 31)
  private lazy var model: LanguageModel<RNNCell<Double>> = {
    var model = LanguageModel<RNNCell<Double>>(vocabularySize: 5, hiddenSize: 4, using: &generator)
    // Far from uniform probabilities, so greedy decoding and the best sentence differ.
    model.scale(by: 4)
    return model
  }()

  /// `log P` of a continuation, token by token from the softmax.
  private func logProbability(_ tokens: [Int], after prompt: [Int]) -> Double {
    var state = model.initialState(batchSize: 1)
    var sum = 0.0
    var logits = Matrix<Double>.zeros(rows: 1, columns: 5)
    for (index, token) in (prompt + tokens).enumerated() {
      if index >= prompt.count { sum += Foundation.log(softmax(logits)[0, token]) }
      (logits, state) = model.step([token], from: state)
    }
    return sum
  }

  func testABeamAsWideAsEverythingFindsTheBestOfAll() {
    var all: [[Int]] = [[]]
    for _ in 0..<3 { all = all.flatMap { start in (0..<5).map { start + [$0] } } }
    let best = all.map { ($0, logProbability($0, after: [2])) }.max { $0.1 < $1.1 }!
    let found = model.beamSearch(after: [2], length: 3, width: 125)
    XCTAssertEqual(found.count, 125)
    XCTAssertEqual(found[0].tokens, best.0)
    XCTAssertEqual(found[0].logProbability, best.1, accuracy: 1e-12)
    XCTAssertEqual(found.reduce(0) { $0 + Foundation.exp($1.logProbability) }, 1, accuracy: 1e-12)
    XCTAssertEqual(found.map(\.logProbability), found.map(\.logProbability).sorted(by: >))
  }

  func testAWidthOfOneIsGreedy() throws {
    var greedy: [Int] = []
    model.sample(after: [1], length: 6, with: try Sampler(temperature: 0), using: &generator) {
      greedy.append($0)
      return true
    }
    XCTAssertEqual(model.beamSearch(after: [1], length: 6, width: 1).map(\.tokens), [greedy])
  }

  func testAnEndTokenEndsAContinuation() {
    let found = model.beamSearch(after: [0], length: 8, width: 30, endToken: 3)
    XCTAssertTrue(found.contains { $0.tokens.last == 3 && $0.tokens.count < 8 })
    for hypothesis in found {
      XCTAssertFalse(hypothesis.tokens.dropLast().contains(3))
      XCTAssertEqual(
        hypothesis.logProbability, logProbability(hypothesis.tokens, after: [0]), accuracy: 1e-12)
    }
  }

  /// Over all sentences of one length the probabilities sum to 1, and perplexity is their geometric mean's inverse.
  func testSentenceProbabilities() {
    var sum = 0.0
    for first in 0..<5 {
      for second in 0..<5 { sum += Foundation.exp(model.logProbability(of: [first, second])) }
    }
    XCTAssertEqual(sum, 1, accuracy: 1e-12)
    XCTAssertEqual(model.logProbability(of: []), 0)
    let sentence = [3, 1, 4, 1]
    XCTAssertEqual(
      model.perplexity(of: sentence), Foundation.exp(-model.logProbability(of: sentence) / 4), accuracy: 1e-12
    )
  }

  func testTheFirstInputOfASentenceIsZero() {
    let first = softmax(model.output(tanh(model.layers.layers[0].cell.bias)))
    XCTAssertEqual(model.logProbability(of: [4]), Foundation.log(first[0, 4]), accuracy: 1e-12)
  }
}
