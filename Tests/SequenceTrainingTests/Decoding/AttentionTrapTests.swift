#if os(Linux)
  import Foundation
  import LinearAlgebra
  import RecurrentNetworks
  import SequenceTraining
  import TestSupport
  import XCTest

  /// Arguments that do not fit trap with a message. Each case is run by this test's own program, started
  /// again.
  final class AttentionTrapTests: XCTestCase {
    private typealias Model = AttentionEncoderDecoder<
      GRU<Double>, GRUCell<Double>, DotProductAttention<Double>
    >
    private static let variable = "COURSE_TRAPPED_ATTENTION"

    /// The call, and the words it must end with.
    private static let cases: [TrappedCase] = [
      ("attention needs at least one source step", { _ = dot.memory(keys: []) }),
      (
        "source step 0 has shape [1, 2], and step 1 has [2, 2]",
        { _ = dot.memory(keys: [one, concatenate(rows: [one, one])]) }
      ),
      (
        "1 keys of 1 sequences have as many values, not 2 of 1",
        { _ = dot.memory(keys: [one], values: [one, one]) }
      ),
      ("from 0 to 1, not [2]", { _ = dot.memory(keys: [one], lengths: [2]) }),
      (
        "have a mask of that shape, not [1, 3]",
        { _ = maskedSoftmax(one, mask: AttentionMask([[true, true, false]])) }
      ),
      ("row 0 of the mask has 1 steps, and row 1 has 2", { _ = AttentionMask([[true], [true, false]]) }),
      ("a query and keys of one size, not 1 and 2", { _ = dot([[1]], over: dot.memory(keys: [one])) }),
      (
        "need a weight of shape [1, 2], not [3, 2]",
        {
          _ = MultiplicativeAttention(weight: .zeros(rows: 3, columns: 2))(
            [[1]], over: dot.memory(keys: [one]))
        }
      ),
      (
        "need weightQuery, weightKey and weightScore of shapes [1, A], [2, A] and [A, 1]",
        {
          _ = AdditiveAttention<Double>(
            weightQuery: [[1, 1]], weightKey: [[1], [1]], weightScore: [[1], [1]])
        }
      ),
      ("1 sequences read as many tokens at step 0, not 2", { _ = model()([one], inputs: [[0, 0]]) }),
      ("token 3 is not one of the decoder's, 0 to 2", { _ = model()([one], inputs: [[3]]) }),
      ("the begin token 3 is not one of the 3 tokens", { _ = model(beginToken: 3) }),
      ("from 0 to 1, not 1.5", { sample(1.5) }),
      ("there are no sequences of at most -1 tokens", { _ = search(limit: -1, width: 1) }),
      ("a beam of width 0 holds nothing", { _ = search(limit: 1, width: 0) }),
      (
        "beam search takes one source, not 2",
        { _ = search(concatenate(rows: [one, one]), limit: 1, width: 1) }
      ),
      ("at least 0, not -1.0", { _ = LengthPenalty.power(alpha: -1).divisor(length: 2) }),
      ("at least 1 token, not 0", { _ = LengthPenalty.none.divisor(length: 0) }),
      ("its training has diverged", { _ = search([[.nan, 1]], limit: 1, width: 1) }),
    ]

    private static var dot: DotProductAttention<Double> { DotProductAttention() }
    private static var one: Matrix<Double> { [[1, 2]] }

    private static func model(beginToken: Int = 0) -> Model {
      var generator = SplitMix64(seed: 1)
      return Model(
        encoder: GRU(GRUCell(inputSize: 2, hiddenSize: 4, using: &generator)),
        decoder: AttentionDecoder(
          vocabularySize: 3, hiddenSize: 4, contextSize: 4, attention: DotProductAttention(),
          beginToken: beginToken, using: &generator))
    }

    private static func search(_ source: Matrix<Double> = one, limit: Int, width: Int) -> Int {
      model().beamSearch([source], endToken: 1, lengthLimit: limit, width: width).count
    }

    private static func sample(_ probability: Double) {
      var generator = SplitMix64(seed: 1)
      _ = model()([one], targets: [[1]], teacherForcing: probability, using: &generator)
    }

    func testOneCaseOfThem() throws {
      try runTrappedCase(of: Self.cases, askedForBy: Self.variable)
    }

    func testEachStopsWithItsSentence() throws {
      try assertEachTraps(
        Self.cases, in: "SequenceTrainingTests.AttentionTrapTests/testOneCaseOfThem",
        askedForBy: Self.variable)
    }
  }
#endif
