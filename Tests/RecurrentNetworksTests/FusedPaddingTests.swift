import LinearAlgebra
import XCTest

@testable import RecurrentNetworks

/// The contents of the padding do not matter, not even NaN.
final class FusedPaddingTests: XCTestCase {
  func testNaNInThePaddingReachesNothing() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      for direction in Direction.allCases {
        for (batch, lengths) in [(5, [9, 7, 0, 3, 5]), (1, [4])] {
          let setting = FusedSetting(direction: direction, batch: batch, lengths: lengths, window: 2)
          var example = FusedExample(cell, setting)
          let expected = example.tensors().flatMap(\.values)
          for step in 0..<9 {
            for row in 0..<batch where step >= lengths[row] {
              for column in 0..<cell.inputSize { example.inputs[step][row, column] = .nan }
              for column in 0..<cell.hiddenSize { example.weights[step][row, column] = .nan }
            }
          }
          XCTAssertEqual(example.tensors().flatMap(\.values), expected, "\(name) \(setting)")
        }
      }
    }
    for (name, cell) in fusedCells(Double.self, hiddenSize: 17) { check(cell, name) }
  }

  /// A padded sequence has the same numbers as by itself and unpadded.
  func testAShortSequenceIsWhatItIsAlone() {
    func check<Cell: RecurrentCell>(_ cell: Cell, _ name: String) {
      let example = FusedExample(cell, FusedSetting(lengths: [9, 7, 0, 3, 5]))
      let output = example.output()
      for (row, length) in [9, 7, 0, 3, 5].enumerated() where length > 0 {
        let zero = cell.initialState(batchSize: 1)
        let state = Cell.State(parts: example.state.parts.mapValues { $0.row(row) }) ?? zero
        let alone = example.layer(example.inputs[0..<length].map { $0.row(row) }, from: state)
        for step in 0..<length {
          let difference = alone.hidden[step] - output.hidden[step].row(row)
          XCTAssertLessThan(difference.largestSize, 1e-14, "\(name), row \(row), step \(step)")
        }
        XCTAssertTrue(output.hidden[length...].allSatisfy { $0.row(row).largestSize == 0 }, name)
      }
    }
    for (name, cell) in fusedCells(Double.self, hiddenSize: 17) { check(cell, name) }
  }
}
