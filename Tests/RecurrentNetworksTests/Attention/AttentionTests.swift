import Foundation
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// The documented equations by another path, and laws of every kind of attention.
final class AttentionTests: XCTestCase {
  private var generator = SplitMix64(seed: 82)
  private lazy var additive = AdditiveAttention<Double>(
    querySize: AttentionSize.query, keySize: AttentionSize.key, size: AttentionSize.hidden, using: &generator)
  private lazy var multiplicative = MultiplicativeAttention<Double>(
    querySize: AttentionSize.query, keySize: AttentionSize.key, using: &generator)

  private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

  /// `x · W` in scalars.
  private func product(_ x: [Double], _ weight: Matrix<Double>) -> [Double] {
    (0..<weight.columns).map { dot(x, weight.column($0).elements) }
  }

  func testTheEquationOfTheDotProduct() {
    for mask in [nil, maskWithAGap] {
      let example = AttentionExample(query: AttentionSize.key, mask: mask, &generator)
      assertClose(
        example.context(of: DotProductAttention(isScaled: false)), slowContext(example, score: dot))
      assertClose(
        example.context(of: DotProductAttention()), slowContext(example) { self.dot($0, $1) / 2 },
        "√4 is 2")
    }
  }

  func testTheEquationOfTheMultiplicativeScore() {
    let example = AttentionExample(mask: maskWithAGap, &generator)
    let weight = multiplicative.weight
    assertClose(
      example.context(of: multiplicative),
      slowContext(example) { self.dot(self.product($0, weight), $1) })
  }

  func testTheEquationOfTheAdditiveScore() {
    let example = AttentionExample(mask: maskWithAGap, &generator)
    let attention = additive
    assertClose(
      example.context(of: attention),
      slowContext(example) { query, key in
        let sums = zip(product(query, attention.weightQuery), product(key, attention.weightKey)).map(+)
        return dot(sums.map { Foundation.tanh($0) }, attention.weightScore.elements)
      })
  }

  func testWeightsAreProbabilitiesAndTheContextLiesAmongTheValues() {
    let example = AttentionExample(mask: maskWithAGap, &generator)
    let memory = additive.memory(keys: example.keys, values: example.values, mask: example.mask)
    let (context, weights, _) = additive(example.query, over: memory)
    XCTAssertEqual(weights.shape, MatrixShape(Size.batch, AttentionSize.steps))
    XCTAssertEqual(context.shape, MatrixShape(Size.batch, AttentionSize.value))
    assertClose(weights.rowSums(), [[1], [1]])
    XCTAssertEqual([weights[0, 1], weights[0, 4]], [0, 0])
    for column in 0..<AttentionSize.value {
      let seen = example.values.map { $0[1, column] }
      XCTAssertTrue((seen.min()!...seen.max()!).contains(context[1, column]))
    }
  }

  /// Attention is a mean over a set: it does not depend on the order of the steps.
  func testTheOrderOfTheStepsDoesNotMatter() {
    var example = AttentionExample(&generator)
    let context = example.context(of: additive)
    example.keys.reverse()
    example.values.reverse()
    assertClose(example.context(of: additive), context)
  }

  func testUniformAttentionIsTheMeanOfTheVisibleValues() {
    let example = AttentionExample(mask: maskWithAGap, &generator)
    let equal = slowContext(example) { _, _ in 0 }
    assertClose(example.context(of: UniformAttention()), equal)
    assertClose(equal.row(1), example.values.dropFirst().reduce(example.values[0], +).row(1) / 5)
  }

  func testEqualKeysGiveTheMeanOfTheValues() {
    var example = AttentionExample(mask: maskWithAGap, &generator)
    example.keys = example.keys.map { _ in example.keys[0] }
    let values = example.values
    let context = example.context(of: multiplicative)
    assertClose(context.row(0), (values[0].row(0) + values[2].row(0) + values[3].row(0)) / 3)
    assertClose(context.row(1), values.dropFirst().reduce(values[0], +).row(1) / 5)
  }

  /// A key that fits far better than all others takes all the weight.
  func testASharpScoreReadsOneStep() {
    let keys = (0..<3).map { Matrix<Double>.identity(3).row($0) }
    let attention = DotProductAttention<Double>(isScaled: false)
    let memory = attention.memory(keys: keys, values: [[[1]], [[2]], [[4]]])
    let (context, weights, _) = attention([[0, 50, 0]], over: memory)
    assertClose(weights, [[0, 1, 0]])
    assertClose(context, [[2]])
  }

  func testPaddingReachesNothing() {
    let mask = AttentionMask(lengths: [3, 5], stepCount: 5)
    let example = AttentionExample(mask: mask, &generator)
    var spoiled = example
    for step in 3..<5 {
      spoiled.keys[step][0, 1] = .nan
      spoiled.values[step][0, 1] = .infinity
    }
    let direction = randomMatrix(Size.batch, AttentionSize.value, &generator)
    XCTAssertEqual(spoiled.context(of: additive), example.context(of: additive))
    let (clean, dirty) = (
      example.gradients(of: additive, direction), spoiled.gradients(of: additive, direction)
    )
    assertClose(dirty.parameters, clean.parameters, within: 0)
    XCTAssertEqual(dirty.query, clean.query)
    XCTAssertEqual(dirty.keys, clean.keys)
    XCTAssertEqual(dirty.values, clean.values)
    for step in 3..<5 { XCTAssertEqual(dirty.keys[step].row(0).norm, 0) }
  }

  /// A batch of padded sequences is its sequences one by one.
  func testEachSequenceAlone() {
    let example = AttentionExample(mask: AttentionMask(lengths: [3, 5], stepCount: 5), &generator)
    let together = example.context(of: additive)
    for (row, length) in [3, 5].enumerated() {
      var alone = example
      (alone.query, alone.mask) = (example.query.row(row), nil)
      alone.keys = example.keys.prefix(length).map { $0.row(row) }
      alone.values = example.values.prefix(length).map { $0.row(row) }
      assertClose(alone.context(of: additive), together.row(row))
    }
  }

  func testASourceWithoutVisibleStepsGivesZeros() {
    let example = AttentionExample(mask: AttentionMask(lengths: [0, 5], stepCount: 5), &generator)
    let context = example.context(of: additive)
    XCTAssertEqual(context.row(0).norm, 0)
    let gradients = example.gradients(of: additive, randomMatrix(Size.batch, AttentionSize.value, &generator))
    XCTAssertEqual(gradients.query.row(0).norm, 0)
    XCTAssertTrue(
      gradients.parameters.namedParameters.allSatisfy { gradients.parameters[keyPath: $1].isFinite })
  }

  func testValuesDefaultToTheKeys() {
    let example = AttentionExample(&generator)
    let one = additive(example.query, over: additive.memory(keys: example.keys))
    let two = additive(example.query, over: additive.memory(keys: example.keys, values: example.keys))
    XCTAssertEqual(one.context, two.context)
  }

  func testOneStepOfOneSequenceAndNoSequenceAtAll() {
    let smallest = AttentionExample(steps: 1, batch: 1, &generator)
    assertClose(smallest.context(of: additive), smallest.values[0])
    let none = AttentionExample(steps: 2, batch: 0, &generator)
    XCTAssertEqual(none.context(of: additive).shape, MatrixShape(0, AttentionSize.value))
  }

  func testFreshParametersRepeatWithTheirSeed() {
    var (one, two) = (SplitMix64(seed: 7), SplitMix64(seed: 7))
    let first = AdditiveAttention<Double>(querySize: 3, keySize: 4, size: 7, using: &one)
    let second = AdditiveAttention<Double>(querySize: 3, keySize: 4, size: 7, using: &two)
    assertClose(first, second, within: 0)
    XCTAssertEqual(first.namedParameters.map(\.name), ["weightQuery", "weightKey", "weightScore"])
    XCTAssertEqual(first.parameterCount, 3 * 7 + 4 * 7 + 7)
  }
}
