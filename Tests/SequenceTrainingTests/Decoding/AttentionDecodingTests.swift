import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

/// Greedy decoding and beam search of an encoder–decoder with attention.
final class AttentionDecodingTests: XCTestCase {
  private typealias Network = AttentionEncoderDecoder<
    Bidirectional<GRUCell<Double>>, LSTMCell<Double>, AdditiveAttention<Double>
  >
  private let (begin, end, vocabulary) = (0, 1, 4)
  private var generator = SplitMix64(seed: 91)
  private lazy var source = (0..<3).map { _ in
    Matrix<Double>.uniform(rows: 2, columns: 3, in: -1...1, using: &generator)
  }
  private lazy var network: Network = {
    let decoder = AttentionDecoder<LSTMCell<Double>, AdditiveAttention<Double>>(
      vocabularySize: vocabulary, embeddingSize: 5, hiddenSize: 6, contextSize: 4,
      attention: AdditiveAttention(querySize: 6, keySize: 4, size: 7, using: &generator), beginToken: begin,
      using: &generator)
    var network = Network(
      encoder: Bidirectional(inputSize: 3, hiddenSize: 2, using: &generator),
      bridge: StateBridge(inputSize: 4, to: decoder.cell, using: &generator), decoder: decoder)
    // Far from uniform probabilities, so greedy decoding and the best sequence differ.
    network.scale(by: 4)
    return network
  }()

  private func source(_ row: Int) -> [Matrix<Double>] { source.map { $0.row(row) } }

  /// `log P` of a sequence, from one pass over all of its tokens.
  private func logProbability(_ tokens: [Int], _ row: Int) -> Double {
    let pass = network(source(row), inputs: network.inputs(forTargets: tokens.map { [$0] }))
    return zip(pass.logits, tokens).reduce(0) { $0 + logSoftmax($1.0)[0, $1.1] }
  }

  /// All sequences that end within the limit or are cut there.
  private func everySequence(_ limit: Int) -> [[Int]] {
    var (all, open): ([[Int]], [[Int]]) = ([], [[]])
    for _ in 0..<limit {
      open = open.flatMap { start in (0..<vocabulary).map { start + [$0] } }
      all += open.filter { $0.last == end }
      open.removeAll { $0.last == end }
    }
    return all + open
  }

  func testABeamAsWideAsEverythingFindsTheBestOfAll() {
    for penalty in [LengthPenalty.none, .gnmt(alpha: 0.6), .power(alpha: 1), .power(alpha: 3)] {
      let scored = everySequence(3).map { tokens in
        (tokens: tokens, score: logProbability(tokens, 0) / penalty.divisor(length: tokens.count))
      }
      let best = scored.max { $0.score < $1.score }!
      let found = network.beamSearch(
        source(0), endToken: end, lengthLimit: 3, width: 64, lengthPenalty: penalty)
      XCTAssertEqual(found[0].tokens, best.tokens, "\(penalty)")
      XCTAssertEqual(found[0].score, best.score, accuracy: 1e-12)
      XCTAssertEqual(Set(found.map(\.tokens)), Set(scored.map(\.tokens)))
      XCTAssertEqual(found.map(\.score), found.map(\.score).sorted(by: >))
      XCTAssertEqual(found.reduce(0) { $0 + Foundation.exp($1.logProbability) }, 1, accuracy: 1e-12)
    }
  }

  func testAWidthOfOneIsGreedy() {
    for seed in 0..<20 {
      generator = SplitMix64(seed: UInt64(seed))
      source = (0..<3).map { _ in .uniform(rows: 2, columns: 3, in: -3...3, using: &generator) }
      let greedy = network.decodeGreedily(source, endToken: end, lengthLimit: 6)
      for row in 0..<2 {
        let found = network.beamSearch(source(row), endToken: end, lengthLimit: 6, width: 1)
        XCTAssertEqual(found.map(\.tokens), [greedy[row].tokens])
        XCTAssertEqual(found[0].logProbability, greedy[row].logProbability, accuracy: 1e-12)
        XCTAssertTrue(
          found[0].alignment.isApproximatelyEqual(to: greedy[row].alignment, absoluteTolerance: 1e-12))
      }
    }
  }

  /// The search stops early only if no open hypothesis could be among the best.
  func testAWiderBeamIsNeverWorseThanItsWholeList() {
    let all = network.beamSearch(source(1), endToken: end, lengthLimit: 5, width: 1024)
    for width in [2, 3, 5] {
      let found = network.beamSearch(source(1), endToken: end, lengthLimit: 5, width: width)
      XCTAssertEqual(found.count, width)
      XCTAssertLessThanOrEqual(found[0].score, all[0].score)
      for sequence in found { XCTAssertTrue(all.map(\.tokens).contains(sequence.tokens)) }
    }
  }

  func testSequencesEndOnceOrAreCut() {
    let found = network.beamSearch(
      source(0), endToken: end, lengthLimit: 5, width: 12, lengthPenalty: .power(alpha: 1))
    XCTAssertTrue(found.contains(where: \.isComplete))
    for sequence in found {
      XCTAssertFalse(sequence.tokens.dropLast().contains(end))
      XCTAssertEqual(sequence.isComplete, sequence.tokens.last == end)
      XCTAssertTrue(sequence.isComplete || sequence.tokens.count == 5)
      XCTAssertEqual(sequence.logProbability, logProbability(sequence.tokens, 0), accuracy: 1e-12)
      XCTAssertEqual(sequence.score * Double(sequence.tokens.count), sequence.logProbability, accuracy: 1e-12)
    }
  }

  func testTheAlignmentIsThatOfAPassOverTheTokens() {
    let lengths = [2, 3]
    let greedy = network.decodeGreedily(source, lengths: lengths, endToken: end, lengthLimit: 4)
    for (row, sequence) in greedy.enumerated() {
      let alone = source(row).prefix(lengths[row])
      let pass = network(
        Array(alone), inputs: network.inputs(forTargets: sequence.tokens.map { [$0] }))
      XCTAssertEqual(sequence.alignment.shape, MatrixShape(sequence.tokens.count, 3))
      XCTAssertTrue(
        sequence.alignment.columns(0..<lengths[row]).isApproximatelyEqual(
          to: pass.target.alignment(ofSequence: 0), absoluteTolerance: 1e-12))
      XCTAssertEqual(
        sequence.tokens, network.decodeGreedily(Array(alone), endToken: end, lengthLimit: 4)[0].tokens)
    }
  }

  func testALimitOfNothing() {
    XCTAssertEqual(network.decodeGreedily(source, endToken: end, lengthLimit: 0).map(\.tokens), [[], []])
    let found = network.beamSearch(source(0), endToken: end, lengthLimit: 0, width: 3)
    XCTAssertEqual(found.map(\.tokens), [[]])
    XCTAssertEqual(found[0].alignment.shape, MatrixShape(0, 3))
    XCTAssertFalse(found[0].isComplete)
  }

  func testTheLengthPenalties() {
    XCTAssertEqual(LengthPenalty.none.divisor(length: 9), 1)
    XCTAssertEqual(LengthPenalty.gnmt(alpha: 0.6).divisor(length: 1), 1)
    XCTAssertEqual(LengthPenalty.gnmt(alpha: 2).divisor(length: 7), 4)
    XCTAssertEqual(LengthPenalty.power(alpha: 0.5).divisor(length: 9), 3)
    XCTAssertEqual(LengthPenalty.power(alpha: 0).divisor(length: 9), 1)
  }

  /// Two sequences, one short and one long: without a penalty the short one wins, with one the long one.
  func testALengthPenaltyFavorsLongerSequences() {
    let short = network.beamSearch(source(0), endToken: end, lengthLimit: 4, width: 256)
    let long = network.beamSearch(
      source(0), endToken: end, lengthLimit: 4, width: 256, lengthPenalty: .power(alpha: 2))
    XCTAssertLessThanOrEqual(short[0].tokens.count, long[0].tokens.count)
    XCTAssertGreaterThanOrEqual(short[0].logProbability, long[0].logProbability)
  }
}
