import LinearAlgebra
import TestSupport
import XCTest

@testable import RecurrentNetworks

/// The fused path computes the numbers of the cells' own steps, which follow the equations as written.
final class FusedAgreementTests: XCTestCase {
  private func check(_ setting: FusedSetting, hiddenSize: Int, line: UInt = #line) {
    for (name, cell) in fusedCells(Double.self, hiddenSize: hiddenSize) {
      assertFusedIsStepwise(cell, setting, within: 1e-12, name, line: line)
    }
  }

  /// Every way to call a layer, at one small size.
  func testEveryKindOfCallAgreesWithTheSteps() {
    onEveryLevel {
      for direction in Direction.allCases {
        for (hasState, hasFinalGradient) in [(false, false), (false, true), (true, false), (true, true)] {
          for lengths in [nil, [3, 0, 5, 1, 4]] {
            for window in [nil, 1, 2, 5, 8] {
              let setting = FusedSetting(
                direction: direction, steps: 5, batch: 5, hasState: hasState,
                hasFinalGradient: hasFinalGradient, lengths: lengths, window: window)
              check(setting, hiddenSize: 5)
            }
          }
        }
      }
    }
  }

  /// Hidden sizes below, around and above a vector of every instruction set; one sequence reads its weights
  /// in place, several read them packed.
  func testEverySizeAgreesWithTheSteps() {
    onEveryLevel {
      for hiddenSize in [1, 5, 17, 33, 100, 128] {
        for (steps, batch) in [(1, 1), (1, 5), (5, 2), (9, 1), (9, 5)] {
          for direction in Direction.allCases {
            check(FusedSetting(direction: direction, steps: steps, batch: batch), hiddenSize: hiddenSize)
          }
        }
      }
    }
  }

  func testOneSequenceMayBeShorterThanItsSteps() {
    onEveryLevel {
      for length in [0, 1, 4, 5] {
        for direction in Direction.allCases {
          for window in [nil, 2] {
            let setting = FusedSetting(
              direction: direction, steps: 5, batch: 1, lengths: [length], window: window)
            check(setting, hiddenSize: 17)
          }
        }
      }
    }
  }

  /// Enough work for several threads, if the machine has them: split by rows forward and backward, and by
  /// columns for the weights. A seventh of the rows has ended.
  func testASharedPassAgreesWithTheSteps() {
    onEveryLevel {
      for (name, cell) in fusedCells(Double.self, inputSize: 131, hiddenSize: 137) {
        for lengths in [nil, [9, 4, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9, 9, 3]] {
          let setting = FusedSetting(direction: .backward, steps: 9, batch: 14, lengths: lengths)
          let multiplications = 9 * 14 * cell.parameterCount
          XCTAssertGreaterThan(multiplications, 4_000_000, name)
          assertFusedIsStepwise(cell, setting, within: 1e-12, name)
        }
      }
    }
  }

  func testSingleNumbersAgreeWithTheSteps() {
    onEveryLevel {
      for hiddenSize in [5, 33, 100] {
        for (name, cell) in fusedCells(Float.self, hiddenSize: hiddenSize) {
          for batch in [1, 5] {
            assertFusedIsStepwise(cell, FusedSetting(batch: batch), within: 5e-6, name)
            let cut = FusedSetting(
              direction: .backward, batch: batch, lengths: [9, 7, 0, 3, 5].suffix(batch), window: 4)
            assertFusedIsStepwise(cell, cut, within: 5e-6, name)
          }
        }
      }
    }
  }

  /// Otherwise the tests above would compare the steps with themselves.
  func testEveryFormOfTheThreeCellsTakesTheFusedPath() {
    func takesIt<Cell: RecurrentCell>(_ cell: Cell) -> Bool {
      FusedExample(cell).output().cache.run != nil
    }
    for (name, cell) in fusedCells(Double.self, hiddenSize: 5) { XCTAssertTrue(takesIt(cell), name) }
    var generator = SplitMix64(seed: 73)
    XCTAssertFalse(takesIt(PeepholeLSTMCell<Double>(inputSize: 3, hiddenSize: 5, using: &generator)))
  }

  /// An empty sequence gives the same result on both paths.
  func testNoSequencesAndNoSteps() {
    onEveryLevel {
      for (name, cell) in fusedCells(Double.self, hiddenSize: 5) {
        assertFusedIsStepwise(cell, FusedSetting(steps: 4, batch: 0), within: 0, name)
        assertFusedIsStepwise(cell, FusedSetting(steps: 0, batch: 2), within: 0, name)
      }
    }
  }
}
