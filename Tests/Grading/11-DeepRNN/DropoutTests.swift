import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// Task 5: dropout between the layers.
final class DropoutTests: GradedTestCase {
  private func known(_ mistake: String, _ numbers: [Double]) -> ValueSuspect<[Double]> {
    ValueSuspect(mistake, at: "dropoutMask(_:probability:using:)", numbers)
  }

  func testTask5_aMaskHoldsZerosAndOneOtherNumber() throws {
    try grade {
      var generator = makeGenerator()
      let shape = MatrixShape(40, 50)
      let mask = try DeepRNN.dropoutMask(shape, probability: 0.2, using: &generator)
      try assertEqual(mask.shape, shape, "the shape of dropoutMask")
      let numbers = Set(mask.elements.map { ($0 * 1000).rounded() / 1000 }).sorted()
      try assertEqual(
        numbers, [0, 1.25], "the distinct numbers in a mask for p = 0.2",
        suspects: [
          known("a kept entry is not scaled", [0, 1]),
          known("a kept entry is multiplied by 1 - p instead of divided", [0, 0.8]),
          known("a kept entry is divided by p instead of 1 - p", [0, 5]),
          known("a kept entry is multiplied by p", [0, 0.2]),
          known("a kept entry is divided by 1 + p instead of 1 - p", [0, 0.833]),
        ],
        hint: "What is kept is divided by 1 - p: 1 / 0.8 is 1.25.")
      let share = Double(mask.elements.count { $0 == 0 }) / Double(shape.count)
      try assertWithin(
        0.16...0.24, [share], "the share of zeros among 2,000 entries for p = 0.2",
        hint: share > 0.7
          ? "p is the probability of being dropped, not of being kept."
          : "Each entry is 0 if its own draw between 0 and 1 is below p.")
    }
  }

  func testTask5_theMeanStaysUnchanged() throws {
    try grade {
      var generator = makeGenerator()
      let mask = try DeepRNN.dropoutMask(MatrixShape(100, 100), probability: 0.5, using: &generator)
      try assertEqual(mask.shape, MatrixShape(100, 100), "the shape of dropoutMask")
      try assertWithin(0.95...1.05, [mask.mean()], "the mean of 10,000 entries for p = 0.5")
      let next = try DeepRNN.dropoutMask(MatrixShape(100, 100), probability: 0.5, using: &generator)
      try assertDiffer(mask.elements, next.elements, "dropoutMask: two masks in a row are the same.")
    }
  }

  func testTask5_everyEntryIsDrawnIndependently() throws {
    try grade {
      var generator = makeGenerator()
      let mask = try DeepRNN.dropoutMask(MatrixShape(30, 40), probability: 0.5, using: &generator)
      try assertEqual(mask.shape, MatrixShape(30, 40), "the shape of dropoutMask")
      try assertDiffer(
        mask.elements, (Matrix<Double>.zeros(mask.shape) + mask.row(0)).elements,
        "dropoutMask: all rows are the same: there is one draw for each column. Draw each entry separately."
      )
      try assertDiffer(
        mask.elements, (Matrix<Double>.zeros(mask.shape) + mask.columns(0..<1)).elements,
        "dropoutMask: all columns are the same: there is one draw for each row. Draw each entry separately."
      )
    }
  }

  func testTask5_theMaskIsDrawnFromTheGivenGenerator() throws {
    try grade {
      var (first, same, other) = (SplitMix64(seed: 1), SplitMix64(seed: 1), SplitMix64(seed: 2))
      var untouched = first
      let shape = MatrixShape(12, 15)
      let mask = try DeepRNN.dropoutMask(shape, probability: 0.5, using: &first)
      try assertClose(
        DeepRNN.dropoutMask(shape, probability: 0.5, using: &same), mask,
        "dropoutMask with the same seed once more",
        hint: "All randomness must come from the given generator.")
      try assertDiffer(
        DeepRNN.dropoutMask(shape, probability: 0.5, using: &other).elements, mask.elements,
        "dropoutMask: two seeds produce the same mask. Randomness must come from the given generator, "
          + "not from another one.")
      try assertDiffer(
        [Double(first.next() >> 12)], [Double(untouched.next() >> 12)],
        "dropoutMask: the given generator does not advance. Draw from it, and not from a copy.")
    }
  }

  func testTask5_nothingIsDroppedWithProbabilityZero() throws {
    try grade {
      var generator = makeGenerator()
      let mask = try DeepRNN.dropoutMask(MatrixShape(3, 4), probability: 0, using: &generator)
      try assertClose(mask, Matrix(rows: 3, columns: 4, repeating: 1), "dropoutMask for p = 0")
    }
  }

  func testTask5_masksAreOnlyBetweenTheLayers() throws {
    try grade {
      var generator = makeGenerator()
      let example = DeepExample(using: &generator)
      let sameSize = DeepExample(inputSize: 4, hiddenSizes: [4, 4, 4], using: &generator)
      for (example, what) in [
        (example, ""), (sameSize, " of three layers with I = H = 4"), (example.prefix(1), " of one step"),
      ] {
        try assertClose(
          example.network.forward(example.inputs, droppingBy: example.masks),
          example.loops.states(example.inputs, masks: example.masks)[2], "forward(_:droppingBy:)\(what)",
          suspects: example.dropoutSuspects(),
          hint:
            "The states layer l + 1 reads are masked; the states layer l carries to its own next step are not."
        )
      }
      var single = example.network
      single.layers = [example.network.layers[0]]
      try assertClose(
        single.forward(example.inputs, droppingBy: []), example.loops.states(example.inputs)[0],
        "forward(_:droppingBy: []) of a single layer",
        hint: "One layer has no layer above it, and so no mask.")
    }
  }
}
