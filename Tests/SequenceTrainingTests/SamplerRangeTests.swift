import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// Temperatures and logits at the ends of the range.
final class SamplerRangeTests: XCTestCase {
  private var generator = SplitMix64(seed: 8)

  /// The colder, the more certain, without limit.
  func testTheColdestTakesTheLikeliest() throws {
    for temperature in [0, .leastNonzeroMagnitude, 0x1p-1030, 0x1p-1027, 1e-307, 1e-300, 1e-10, 1e-3] {
      let sampler = try Sampler(temperature: temperature)
      for (logits, likeliest) in [
        ([5, 1, 2, 0], 0), ([-700, -5, -1, -30], 2), ([1e300, 2e300, -1e308, 0], 1),
        ([-.infinity, -8, -9, -9.5], 1),
      ] as [([Double], Int)] {
        let matrix = Matrix<Double>(rows: 1, columns: 4, elements: logits)
        XCTAssertEqual(
          sampler.probabilities(matrix), (0..<4).map { $0 == likeliest ? 1 : 0 }, "\(temperature), \(logits)")
        XCTAssertEqual(sampler.choose(matrix, using: &generator), likeliest, "\(temperature), \(logits)")
      }
    }
    XCTAssertEqual(
      try Sampler(temperature: 0x1p-1027).probabilities([[3, 3, 1]] as Matrix<Float>), [0.5, 0.5, 0])
  }

  func testTheHottestIsFair() throws {
    for temperature in [1e10, 1e300, .greatestFiniteMagnitude] {
      let fair = try Sampler(temperature: temperature).probabilities(
        [[5, -1, 2, -.infinity]] as Matrix<Double>)
      for (probability, expected) in zip(fair, [1.0 / 3, 1.0 / 3, 1.0 / 3, 0]) {
        XCTAssertEqual(probability, expected, accuracy: 1e-9)
      }
    }
    XCTAssertThrowsError(try Sampler(temperature: .infinity))
  }

  /// Excluded tokens are never drawn, whatever the other options.
  func testARuledOutTokenIsNeverDrawn() throws {
    let logits: Matrix<Double> = [[-.infinity, 0, -.infinity, 0, -.infinity]]
    for sampler in [
      try Sampler(), try Sampler(topK: 4), try Sampler(topP: 1), try Sampler(topK: 9, topP: 0.999),
    ] {
      XCTAssertEqual(sampler.probabilities(logits), [0, 0.5, 0, 0.5, 0])
      for _ in 0..<50 { XCTAssertTrue([1, 3].contains(sampler.choose(logits, using: &generator))) }
    }
  }

  /// A probability of 1 also keeps tokens that rounding would lose.
  func testAShareOfOneKeepsEverything() throws {
    let probabilities = try Sampler(topP: 1).probabilities([[40, 0]] as Matrix<Double>)
    XCTAssertEqual(probabilities[1], 4.248354255291589e-18, accuracy: 1e-30)
    XCTAssertEqual(try Sampler(topP: 1e-300).probabilities([[1, 2, 0]] as Matrix<Double>), [0, 1, 0])
  }

  func testLogitsWithoutProbabilitiesAreNamed() {
    let cases: [([Float], String)] = [
      ([0, .nan, 1], "the logit of token 1 is nan"), ([0, 1, .infinity], "the logit of token 2 is inf"),
      ([-.infinity, -.infinity, -.infinity], "the logits of all 3 tokens are -inf"),
      ([.nan, .nan, .nan], "the logit of token 0 is nan"),
    ]
    for (logits, text) in cases {
      let flaw = Sampler.flaw(in: Matrix<Float>(rows: 1, columns: 3, elements: logits))
      XCTAssertEqual(flaw?.hasPrefix(text), true, "\(flaw ?? "none")")
    }
    XCTAssertNotNil(Sampler.flaw(in: Matrix<Float>.zeros(rows: 1, columns: 0)))
    XCTAssertNotNil(Sampler.flaw(in: Matrix<Float>.zeros(rows: 2, columns: 3)))
    XCTAssertNil(Sampler.flaw(in: [[-.infinity, 3e38, -3e38]] as Matrix<Float>))
  }

  /// Finite parameters can still produce NaN logits: drawing then traps with a message.
  func testAModelThatCannotGoOnSaysSo() throws {
    var model = LanguageModel<RNNCell<Float>>(vocabularySize: 3, hiddenSize: 4, using: &generator)
    model.output.weight = Matrix(rows: 4, columns: 3, repeating: 3e38)
    model.layers.layers[0].cell.bias = [[9, 9, 9, 9]]
    var drawn = 0
    XCTAssertThrowsError(
      try model.draw(after: [0], length: 5, with: Sampler(), using: &generator) { _ in
        drawn += 1
        return true
      }
    ) {
      XCTAssertTrue("\($0)".contains("cannot continue after 1 tokens: the logit of token 0 is inf"), "\($0)")
    }
    XCTAssertEqual(drawn, 0)
  }
}
