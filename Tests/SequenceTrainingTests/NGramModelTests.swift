import LinearAlgebra
import SequenceTraining
import XCTest

final class NGramModelTests: XCTestCase {
  private let tokens = [0, 1, 2, 0, 1, 0, 3, 1, 2, 0, 1, 2, 4, 4, 0]

  private func model(_ order: Int, _ estimate: NGramModel.Estimate) -> NGramModel {
    NGramModel(order: order, counting: tokens, vocabularySize: 5, estimate: estimate)
  }

  func testTrigramsAreCounted() {
    let trigrams = model(3, .maximumLikelihood)
    XCTAssertEqual(trigrams.probability(of: 2, after: [0, 1]), 2.0 / 3)
    XCTAssertEqual(trigrams.probability(of: 0, after: [0, 1]), 1.0 / 3)
    XCTAssertEqual(trigrams.probability(of: 3, after: [0, 1]), 0)
    XCTAssertEqual(model(3, .adding(k: 0.5)).probability(of: 2, after: [0, 1]), 2.5 / 5.5)
  }

  func testUnigramsLookAtNothing() {
    XCTAssertEqual(model(1, .maximumLikelihood).probability(of: 0, after: [3]), 5.0 / 15)
  }

  func testEveryEstimateIsADistributionAfterEveryContext() {
    let estimates: [NGramModel.Estimate] = [
      .maximumLikelihood, .adding(k: 0.3), .interpolating(weights: [0.1, 0.2, 0.3, 0.4]),
    ]
    for estimate in estimates {
      let trigrams = model(3, estimate)
      for first in 0..<5 {
        for second in 0..<5 {
          let sum = (0..<5).reduce(0.0) { $0 + trigrams.probability(of: $1, after: [first, second]) }
          XCTAssertEqual(sum, 1, accuracy: 1e-14, "\(estimate) after \(first) \(second)")
        }
      }
    }
  }

  func testInterpolationIsItsSum() {
    let mixed = model(3, .interpolating(weights: [0.1, 0.2, 0.3, 0.4]))
    let terms: [Double] = [0.1 / 5, 0.2 * 3 / 15, 0.3 * 3 / 4, 0.4 * 2 / 3]
    XCTAssertEqual(mixed.probability(of: 2, after: [0, 1]), terms.reduce(0, +), accuracy: 1e-15)
    let unseen: [Double] = [0.1 / 5, 0.2 * 3 / 15, 0.7 * 3 / 4]
    XCTAssertEqual(
      mixed.probability(of: 2, after: [4, 1]), unseen.reduce(0, +), accuracy: 1e-15, "4 1 never occurs")
  }

  /// A text whose next token is determined by the previous two: trigrams predict it fully, bigrams do not.
  func testLongerContextHelpsWhereItDecides() {
    let text = (0..<600).map { [0, 1, 0, 2][$0 % 4] }
    let windows = SequentialWindows(text, batchSize: 2, stepCount: 10, includesPartialWindow: true)
    func loss(_ order: Int) -> Double {
      NGramModel(order: order, counting: text, vocabularySize: 3, estimate: .adding(k: 1e-9))
        .meanCrossEntropy(over: windows)
    }
    XCTAssertEqual(loss(2), 0.5 * 0.6931, accuracy: 0.01)
    XCTAssertLessThan(loss(3), 0.02)
  }
}

/// The extreme arguments of an n-gram model.
final class NGramRangeTests: XCTestCase {
  /// The smallest and the largest possible k: only the counts, and the uniform probability.
  func testWhatIsAddedMayBeOfAnySize() {
    func probability(_ k: Double, of token: Int, after context: Int) -> Double {
      NGramModel(order: 2, counting: [0, 1, 0, 1, 0, 2], vocabularySize: 3, estimate: .adding(k: k))
        .probability(of: token, after: [context])
    }
    for k in [Double.leastNonzeroMagnitude, 0x1p-1030, 1e-20] {
      XCTAssertEqual(probability(k, of: 1, after: 0), 2.0 / 3, accuracy: 1e-15)
      XCTAssertEqual(probability(k, of: 1, after: 2), 1.0 / 3, accuracy: 1e-15)
    }
    XCTAssertEqual(probability(1e300, of: 1, after: 0), 1.0 / 3, accuracy: 1e-15)
  }

  /// After only the first token of a stream, a trigram model has no context; from then on it counts.
  func testAStreamBeginsWithTheEvenChance() {
    let trigrams = NGramModel(
      order: 3, counting: [0, 1, 0, 1, 0, 1], vocabularySize: 2, estimate: .maximumLikelihood)
    let windows = SequentialWindows([0, 1, 0], batchSize: 1, stepCount: 5, includesPartialWindow: true)
    XCTAssertEqual(trigrams.meanCrossEntropy(over: windows), log(2.0) / 2, accuracy: 1e-15)
  }
}

final class ScheduleTests: XCTestCase {
  func testSchedulesAtTheirEnds() {
    XCTAssertEqual(LearningRateSchedule.constant.factor(atStep: 100), 1)
    XCTAssertEqual(LearningRateSchedule.stairs(decay: 0.5, every: 10).factor(atStep: 29), 0.25)
    XCTAssertEqual(LearningRateSchedule.exponential(decay: 0.9).factor(atStep: 3), 0.729, accuracy: 1e-15)
    let cosine = LearningRateSchedule.cosine(floor: 0.2, steps: 100)
    XCTAssertEqual(cosine.factor(atStep: 0), 1)
    XCTAssertEqual(cosine.factor(atStep: 50), 0.6, accuracy: 1e-15)
    XCTAssertEqual(cosine.factor(atStep: 100), 0.2, accuracy: 1e-15)
    XCTAssertEqual(cosine.factor(atStep: 1000), 0.2, accuracy: 1e-15)
  }

  func testAWarmupLeadsToTheOtherScheduleFromItsStart() {
    let schedule = LearningRateSchedule.warmup(steps: 4, then: .exponential(decay: 0.5))
    XCTAssertEqual((0..<7).map(schedule.factor), [0.25, 0.5, 0.75, 1, 1, 0.5, 0.25])
  }
}
