import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Every gradient of every kind of attention against central differences.
final class AttentionGradientTests: XCTestCase {
  private var generator = SplitMix64(seed: 83)

  private static let masks = [nil, maskWithAGap, AttentionMask(lengths: [0, 3], stepCount: 5)]

  private func assertGradients<Kind: Attention>(
    _ attention: Kind, query: Int = AttentionSize.query, file: StaticString = #filePath, line: UInt = #line
  ) where Kind.Scalar == Double {
    for mask in Self.masks {
      let example = AttentionExample(query: query, mask: mask, &generator)
      let direction = randomMatrix(Size.batch, AttentionSize.value, &generator)
      func loss(_ attention: Kind, _ example: AttentionExample) -> Double {
        example.context(of: attention).dot(direction)
      }
      let gradients = example.gradients(of: attention, direction)
      var checks: [GradientCheck] = []
      if !attention.namedParameters.isEmpty {
        checks += checkGradients(gradients.parameters, of: { loss($0, example) }, at: attention)
      }
      func check(
        _ name: String, _ analytic: Matrix<Double>, _ path: WritableKeyPath<AttentionExample, Matrix<Double>>
      ) {
        let numeric = numericGradient(
          of: { moved in
            var other = example
            other[keyPath: path] = moved
            return loss(attention, other)
          }, at: example[keyPath: path])
        checks.append(GradientCheck.compare(analytic, numeric, named: name))
      }
      check("query", gradients.query, \.query)
      for step in 0..<AttentionSize.steps {
        check("key \(step)", gradients.keys[step], \.keys[step])
        check("value \(step)", gradients.values[step], \.values[step])
      }
      assertPass(checks, file: file, line: line)
    }
  }

  func testTheDotProduct() {
    assertGradients(DotProductAttention<Double>(), query: AttentionSize.key)
    assertGradients(DotProductAttention<Double>(isScaled: false), query: AttentionSize.key)
  }

  func testUniformAttention() { assertGradients(UniformAttention<Double>()) }

  func testTheMultiplicativeScore() {
    assertGradients(
      MultiplicativeAttention<Double>(
        querySize: AttentionSize.query, keySize: AttentionSize.key, using: &generator))
  }

  func testTheAdditiveScore() {
    assertGradients(
      AdditiveAttention<Double>(
        querySize: AttentionSize.query, keySize: AttentionSize.key, size: AttentionSize.hidden,
        using: &generator))
  }

  /// A memory that several queries read gathers the sum of their gradients.
  func testTwoLooksAddUp() {
    let attention = AdditiveAttention<Double>(
      querySize: AttentionSize.query, keySize: AttentionSize.key, size: AttentionSize.hidden,
      using: &generator)
    let example = AttentionExample(mask: maskWithAGap, &generator)
    let direction = randomMatrix(Size.batch, AttentionSize.value, &generator)
    let once = example.gradients(of: attention, direction)
    let memory = attention.memory(keys: example.keys, values: example.values, mask: example.mask)
    var gradient = attention.zeroed()
    var memoryGradient = AttentionMemoryGradient(for: memory)
    for _ in 0..<2 {
      _ = attention.backward(
        direction, through: attention(example.query, over: memory).cache, over: memory, adding: &gradient,
        and: &memoryGradient)
    }
    let source = attention.backward(memoryGradient, through: memory, adding: &gradient)
    assertClose(source.keys, once.keys.map { $0 * 2 })
    assertClose(source.values, once.values.map { $0 * 2 })
    var doubled = once.parameters
    doubled.scale(by: 2)
    assertClose(gradient, doubled)
  }
}
