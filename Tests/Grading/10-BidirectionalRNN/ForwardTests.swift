import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// Tasks 1 to 3: the backward direction, both directions, predictions and a summary. T = 5, B = 2, I = 3, H = 4, Q = 7.
final class ForwardTests: GradedTestCase {
  private func makeExample() -> BidirectionalExample {
    var generator = makeGenerator()
    return BidirectionalExample(using: &generator)
  }

  func testTask1_statesMatchALayerThatReadsBackward() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.readBackward(example.inputs).states, example.future, "readBackward(_:).states",
        suspects: example.futureSuspects(at: "readBackward(_:)"))
    }
  }

  func testTask1_aRunningSumFromTheRight() throws {
    try grade {
      // Weights so small that tanh is nearly the identity: the states are the sums 8, 3, 2 times a thousandth.
      let adder = RNNLayer(weightIH: [[0.001]], weightHH: [[1]], bias: [[0]])
      let idle = RNNLayer(weightIH: [[0]], weightHH: [[0]], bias: [[0]])
      let network = BidirectionalRNN(
        forwardLayer: idle, backwardLayer: adder, output: LinearLayer(weight: [[0], [0]], bias: [[0]]))
      let inputs: [Matrix<Double>] = [[[5]], [[1]], [[2]]]
      let states = try network.readBackward(inputs).states
      try assertClose(
        states, LoopRNN(adder).states(inputs, reading: [2, 1, 0]),
        "the states of a layer that adds up 5, 1, 2 from the right",
        suspects: [
          Suspect(
            BidirectionalExample.orderOfReading, at: "readBackward(_:)",
            LoopRNN(adder).states(inputs, reading: [2, 1, 0]).reversed())
        ],
        hint: "The state of step 1 has seen all three inputs, the state of step 3 only the last.")
      try assertClose(
        network.readBackward([[[5]]]).states, LoopRNN(adder).states([[[5]]], reading: [0]),
        "the states of a single step")
    }
  }

  func testTask1_aLongerSequenceOfALargerBatchIsReadAlike() throws {
    try grade {
      var generator = makeGenerator()
      let layer = RNNLayer(inputSize: 3, hiddenSize: 4, using: &generator)
      let idle = RNNLayer(inputSize: 3, hiddenSize: 4, using: &generator)
      let network = BidirectionalRNN(
        forwardLayer: idle, backwardLayer: layer,
        output: LinearLayer(inputSize: 8, outputSize: 7, using: &generator))
      let inputs = (0..<9).map { _ in
        Matrix<Double>.uniform(rows: 6, columns: 3, in: -1...1, using: &generator)
      }
      try assertClose(
        network.readBackward(inputs).states, LoopRNN(layer).states(inputs, reading: (0..<9).reversed()),
        "readBackward(_:).states of 9 steps and 6 examples",
        hint: "The state of zeros comes before the first step that is read, whatever T and B are.")
    }
  }

  func testTask1_theCacheIsInTheOrderOfReading() throws {
    try grade {
      let example = makeExample()
      let cache = try example.network.readBackward(example.inputs).cache
      try assertClose(
        cache.inputs, example.inputs.reversed(), "the inputs of readBackward(_:).cache",
        suspects: example.cacheSuspects(
          example.inputs.reversed(), other: example.inputs, at: "readBackward(_:)"),
        hint: "Return the backward layer's cache.")
      try assertClose(
        cache.states, [.zeros(example.future[0].shape)] + example.future.reversed(),
        "the states of readBackward(_:).cache",
        suspects: example.cacheSuspects(
          example.cache.backward.states, other: example.cache.forward.states, at: "readBackward(_:)"))
    }
  }

  func testTask2_everyStepHasBothStatesSideBySide() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.forward(example.inputs).hidden, example.hidden, "forward(_:).hidden",
        suspects: example.hiddenSuspects(), hint: "The first H columns are the forward layer's.")
    }
  }

  func testTask2_theCacheHoldsWhatBothDirectionsKept() throws {
    try grade {
      let example = makeExample()
      let (cache, right) = (try example.network.forward(example.inputs).cache, example.cache)
      try check(cache.forward.states, right.forward.states, right.backward.states, "forward.states")
      try check(cache.backward.states, right.backward.states, right.forward.states, "backward.states")
      try check(cache.backward.inputs, right.backward.inputs, right.forward.inputs, "backward.inputs")
      try check(cache.forward.inputs, right.forward.inputs, right.backward.inputs, "forward.inputs")

      func check(
        _ given: [Matrix<Double>], _ right: [Matrix<Double>], _ other: [Matrix<Double>], _ part: String
      ) throws {
        try assertClose(
          given, right, "forward(_:).cache.\(part)",
          suspects: example.cacheSuspects(right, other: other, at: "forward(_:)"))
      }
    }
  }

  func testTask2_exchangedLayersAndReversedInputsGiveTheMirrorImage() throws {
    try grade {
      let example = makeExample()
      let mirror = example.mirrored
      try assertClose(
        mirror.network.forward(mirror.inputs).hidden,
        example.sideBySide(example.future, example.past).reversed(),
        "forward(_:) of the reversed inputs, with the two layers exchanged", suspects: mirror.hiddenSuspects()
      )
    }
  }

  func testTask2_aSequenceOfOneStepIsReadByBoth() throws {
    try grade {
      let example = makeExample()
      let first = [example.inputs[0]]
      let expected = example.sideBySide(
        LoopRNN(example.forwardLayer).states(first, reading: [0]),
        LoopRNN(example.backwardLayer).states(first, reading: [0]))
      try assertClose(example.network.forward(first).hidden, expected, "forward(_:) of one step")
    }
  }

  func testTask3_predictionsMatchTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.predict(example.hidden), example.hidden.map { softmax(example.output.forward($0)) },
        "predict(_:)", suspects: example.predictionSuspects())
      let short = example.prefix(1)
      try assertClose(
        short.network.predict(short.hidden), short.hidden.map { softmax(short.output.forward($0)) },
        "predict(_:) of one step", suspects: short.predictionSuspects())
    }
  }

  func testTask3_theSummaryHasReadEverythingFromBothSides() throws {
    try grade {
      let example = makeExample()
      for example in [example, example.prefix(3), example.prefix(1)] {
        let steps = example.inputs.count
        try assertClose(
          example.network.summary(example.cache),
          concatenate(columns: [example.past[steps - 1], example.future[0]]),
          "summary(_:) of \(steps == 1 ? "1 step" : "\(steps) steps")", suspects: example.summarySuspects(),
          hint: "The forward layer is done at step T, the backward layer at step 1.")
      }
    }
  }
}
