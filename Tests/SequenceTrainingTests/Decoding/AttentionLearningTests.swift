import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// A network with attention learns to reverse words, and its alignment shows how: it reads the source from its end.
final class AttentionLearningTests: XCTestCase {
  private typealias Network = AttentionEncoderDecoder<
    Bidirectional<GRUCell<Float>>, GRUCell<Float>, AdditiveAttention<Float>
  >
  /// Tokens 0 and 1 begin and end a word, the others are its letters.
  private let (begin, end, letters, padding) = (0, 1, 2..<8, -1)
  private var generator = SplitMix64(seed: 95)

  private func makeNetwork() -> Network {
    let contextSize = 24
    let decoder = AttentionDecoder<GRUCell<Float>, AdditiveAttention<Float>>(
      vocabularySize: letters.upperBound, embeddingSize: 8, hiddenSize: 24, contextSize: contextSize,
      attention: AdditiveAttention(querySize: 24, keySize: contextSize, size: 16, using: &generator),
      beginToken: begin, using: &generator)
    return Network(
      encoder: Bidirectional(inputSize: letters.upperBound, hiddenSize: contextSize / 2, using: &generator),
      bridge: StateBridge(inputSize: contextSize, to: decoder.cell, using: &generator), decoder: decoder)
  }

  private func drawWords(_ count: Int) -> [[Int]] {
    (0..<count).map { _ in
      (0..<Int.random(in: 3...6, using: &generator)).map { _ in Int.random(in: letters, using: &generator) }
    }
  }

  /// The words one-hot, padded at the end.
  private func source(_ words: [[Int]]) -> [Matrix<Float>] {
    (0..<(words.map(\.count).max() ?? 0)).map { step in
      var rows = Matrix<Float>.zeros(rows: words.count, columns: letters.upperBound)
      for (row, word) in words.enumerated() where step < word.count { rows[row, word[step]] = 1 }
      return rows
    }
  }

  /// The reversed words with the end token, padded at the end.
  private func targets(_ words: [[Int]]) -> [[Int]] {
    let reversed = words.map { $0.reversed() + [end] }
    return (0..<(reversed.map(\.count).max() ?? 0)).map { step in
      reversed.map { step < $0.count ? $0[step] : padding }
    }
  }

  private func train(_ network: inout Network, updates: Int) {
    var optimizer = Adam(for: network, learningRate: 5e-3)
    for _ in 0..<updates {
      let words = drawWords(24)
      let targets = targets(words)
      let pass = network(
        source(words), lengths: words.map(\.count),
        inputs: network.inputs(forTargets: targets, ignoredTarget: padding))
      var gradient = network.zeroed()
      _ = network.backward(
        crossEntropyGradient(logits: pass.logits, targets: targets, ignoredTarget: padding), through: pass,
        adding: &gradient)
      gradient.clip(toNorm: 1)
      optimizer.update(&network, along: gradient)
    }
  }

  /// How many words are reversed correctly, and for how many letters the network attends most to the letter
  /// it writes.
  private func judge(_ network: Network, _ words: [[Int]]) -> (reversed: Double, antidiagonal: Double) {
    let written = network.decodeGreedily(
      source(words), lengths: words.map(\.count), endToken: end, lengthLimit: 8)
    var (right, looks, hits) = (0, 0, 0)
    for (word, decoded) in zip(words, written) {
      right += decoded.tokens == word.reversed() + [end] ? 1 : 0
      for (step, looked) in decoded.alignment.rowArgmax().prefix(word.count).enumerated() {
        looks += 1
        hits += looked == word.count - 1 - step ? 1 : 0
      }
    }
    return (Double(right) / Double(words.count), Double(hits) / Double(looks))
  }

  func testItReversesWordsAndLooksAtTheLetterItWrites() {
    var network = makeNetwork()
    let words = drawWords(100)
    let before = judge(network, words)
    XCTAssertLessThan(before.reversed, 0.05)
    XCTAssertLessThan(before.antidiagonal, 0.5)
    train(&network, updates: 400)
    let after = judge(network, words)
    XCTAssertGreaterThan(after.reversed, 0.95)
    XCTAssertGreaterThan(after.antidiagonal, 0.9)
    let searched = words.prefix(20).map {
      network.beamSearch(source([$0]), endToken: end, lengthLimit: 8, width: 3)[0].tokens
    }
    XCTAssertGreaterThan(zip(searched, words).filter { $0 == $1.reversed() + [end] }.count, 18)
  }
}
