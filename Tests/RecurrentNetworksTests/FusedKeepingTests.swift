import LinearAlgebra
import XCTest

@testable import RecurrentNetworks

/// The cache of a pass is a value: it serves any number of backward passes, in any order and in parallel.
final class FusedKeepingTests: XCTestCase {
  private let padded = FusedSetting(lengths: [9, 7, 0, 3, 5])

  private func forEachCell(_ body: (String, any RecurrentCell) -> Void) {
    for (name, cell) in fusedCells(Double.self, hiddenSize: 17) { body(name, cell) }
  }

  func testASecondBackwardPassGivesTheSameBits() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      for setting in [FusedSetting(), padded, FusedSetting(batch: 1)] {
        let example = FusedExample(cell, setting)
        let output = example.output()
        XCTAssertEqual(
          example.tensors(example.gradients(output)), example.tensors(example.gradients(output)), name)
      }
    }
    forEachCell { check($1, $0) }
  }

  func testTwoThreadsGoBackAtOnce() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      let example = FusedExample(cell, padded)
      let output = example.output()
      let expected = example.tensors(example.gradients(output))
      let results = Results<[[Matrix<Cell.Scalar>]]>()
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        results.add(example.tensors(example.gradients(output)))
      }
      XCTAssertEqual(results.all.count, 8, name)
      for result in results.all { XCTAssertEqual(result, expected, name) }
    }
    forEachCell { check($1, $0) }
  }

  func testAnOutputIsGoneBackThroughAfterOthers() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      let (first, second) = (FusedExample(cell, seed: 1), FusedExample(cell, padded, seed: 2))
      let (one, other) = (first.output(), second.output())
      let expected = first.tensors(first.gradients(one))
      let (hidden, state) = (one.hidden, one.finalState.parts)
      _ = second.gradients(other)
      _ = second.gradients(second.output())
      XCTAssertEqual(first.tensors(first.gradients(one)), expected, name)
      XCTAssertEqual(one.hidden, hidden, name)
      XCTAssertEqual(one.finalState.parts, state, name)
    }
    forEachCell { check($1, $0) }
  }

  /// The cache between two steps is the cell's own, created on request.
  func testTheCacheOfAStepIsTheOneOfTheCell() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      for direction in Direction.allCases {
        var setting = padded
        setting.direction = direction
        let example = FusedExample(cell, setting)
        let output = example.output()
        let steps = example.layer.stepwiseOutput(
          example.inputs, from: example.state, lengths: setting.lengths)
        XCTAssertEqual(output.cache.count, 9, name)
        for step in 0..<9 {
          var (ours, theirs) = (cell.zeroed(), cell.zeroed())
          _ = cell.backward(output.finalState, through: output.cache[step], adding: &ours)
          _ = cell.backward(output.finalState, through: steps.cache[step], adding: &theirs)
          for (parameter, path) in cell.namedParameters {
            let difference = (ours[keyPath: path] - theirs[keyPath: path]).largestSize
            XCTAssertLessThan(difference, 1e-12, "\(name) \(direction) \(parameter) at step \(step)")
          }
        }
      }
    }
    forEachCell { check($1, $0) }
  }
}

/// The results of several threads.
private final class Results<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Value] = []

  func add(_ value: Value) { lock.withLock { values.append(value) } }
  var all: [Value] { lock.withLock { values } }
}
