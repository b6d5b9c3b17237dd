import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// Task 5: sequences of different lengths in one batch. T = 5, B = 2, I = 3, H = 4.
final class LengthTests: GradedTestCase {
  private static let lengths = [5, 3]

  /// The example's inputs, with padding after the end of the second sequence.
  private func padded(_ inputs: [Matrix<Double>], with padding: Double) -> [Matrix<Double>] {
    inputs.enumerated().map { step, input in
      var result = input
      for (row, length) in Self.lengths.enumerated() where step >= length {
        for column in 0..<input.columns { result[row, column] = padding }
      }
      return result
    }
  }

  private func makeExample() -> BidirectionalExample {
    var generator = makeGenerator()
    return BidirectionalExample(using: &generator)
  }

  func testTask5_everySequenceIsReadFromItsOwnEnd() throws {
    try grade {
      let example = makeExample()
      let inputs = padded(example.inputs, with: 3)
      try assertClose(
        example.network.readBackward(inputs, lengths: Self.lengths),
        LoopRNN(example.backwardLayer).statesFromBehind(inputs, lengths: Self.lengths),
        "readBackward(_:lengths:) of sequences of 5 and 3 steps",
        suspects: example.lengthSuspects(inputs, Self.lengths),
        hint:
          "Read from the end, a row's state is zero until that sequence's own last step is read."
      )
    }
  }

  func testTask5_theLengthsComeInAnyOrderAndMayAllEndEarly() throws {
    try grade {
      var generator = makeGenerator()
      for (lengths, steps) in [([3, 5, 2], 5), ([2, 4, 1], 6), ([1], 1), ([2], 3), ([1, 1], 1)] {
        let example = BidirectionalExample(using: &generator)
        let inputs = (0..<steps).map { _ in
          Matrix<Double>.uniform(rows: lengths.count, columns: 3, in: -1...1, using: &generator)
        }
        let layer = LoopRNN(example.backwardLayer)
        let right = layer.statesFromBehind(inputs, lengths: lengths)
        try assertClose(
          example.network.readBackward(inputs, lengths: lengths), right,
          "readBackward(_:lengths:) of \(steps == 1 ? "1 step" : "\(steps) steps") with the lengths \(lengths)",
          suspects: example.lengthSuspects(inputs, lengths),
          hint:
            "Row b belongs to lengths[b], in any order; there are T states, even if every sequence has ended."
        )
      }
    }
  }

  func testTask5_thePaddingDoesNotMatter() throws {
    try grade {
      let example = makeExample()
      let network = example.network
      let one = try network.readBackward(padded(example.inputs, with: 2), lengths: Self.lengths)
      let other = try network.readBackward(padded(example.inputs, with: -7), lengths: Self.lengths)
      try assertClose(one, other, "readBackward(_:lengths:) with another padding")
      try assertClose(
        one, LoopRNN(example.backwardLayer).statesFromBehind(example.inputs, lengths: Self.lengths),
        "readBackward(_:lengths:)", suspects: example.lengthSuspects(example.inputs, Self.lengths))
    }
  }

  func testTask5_fullLengthsAreThePlainCase() throws {
    try grade {
      let example = makeExample()
      let all = Array(repeating: BidirectionalExample.steps, count: BidirectionalExample.batch)
      try assertClose(
        example.network.readBackward(example.inputs, lengths: all), example.future,
        "readBackward(_:lengths:) of sequences that all have T steps",
        suspects: example.futureSuspects(at: "readBackward(_:lengths:)"))
    }
  }
}
