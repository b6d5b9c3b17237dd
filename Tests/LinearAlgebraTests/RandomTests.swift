import LinearAlgebra
import XCTest

final class RandomTests: XCTestCase {
  /// The first numbers from seed 1234567, as published with the reference code of splitmix64.
  func testTheGeneratorIsSplitMix64() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    XCTAssertEqual(
      numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  func testASeedRepeatsAndAStateGoesOn() {
    var first = SplitMix64(seed: 5)
    var second = SplitMix64(seed: 5)
    XCTAssertEqual(
      Matrix<Double>.normal(rows: 3, columns: 4, using: &first), .normal(rows: 3, columns: 4, using: &second))
    var third = SplitMix64(seed: first.state)
    XCTAssertEqual(first.next(), third.next())
  }

  func testUniformNumbersFillTheirRange() {
    var generator = SplitMix64(seed: 6)
    let drawn = Matrix<Double>.uniform(rows: 100, columns: 100, in: -0.5...1.5, using: &generator)
    XCTAssertGreaterThanOrEqual(drawn.elements.min()!, -0.5)
    XCTAssertLessThanOrEqual(drawn.maximum(), 1.5)
    XCTAssertEqual(drawn.mean(), 0.5, accuracy: 0.03)
    XCTAssertEqual((drawn - drawn.mean()).squaredNorm / 10_000, 4.0 / 12, accuracy: 0.02)
  }

  func testNormalNumbersHaveTheirMoments() {
    var generator = SplitMix64(seed: 7)
    let drawn = Matrix<Float>.normal(rows: 200, columns: 100, standardDeviation: 3, using: &generator)
    XCTAssertEqual(drawn.mean(), 0, accuracy: 0.1)
    XCTAssertEqual((drawn.squaredNorm / 20_000).squareRoot(), 3, accuracy: 0.1)
    let beyond = drawn.elements.filter { abs($0) > 6 }.count
    XCTAssertEqual(Double(beyond) / 20_000, 0.0455, accuracy: 0.01, "two standard deviations")
  }
}
