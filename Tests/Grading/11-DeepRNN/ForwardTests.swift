import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// Tasks 2 and 3: through depth and time, and the dense network on top.
final class ForwardTests: GradedTestCase {
  private func makeExample() -> DeepExample {
    var generator = makeGenerator()
    return DeepExample(using: &generator)
  }

  func testTask2_theStatesOfTheHighestLayerAreCorrect() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.forward(example.inputs).hidden, example.hidden, "forward(_:).hidden",
        suspects: example.forwardSuspects(),
        hint: "The first layer reads the inputs, every other layer the states of the one below.")
    }
  }

  func testTask2_everyLayersCacheIsKeptFromTheLowestOn() throws {
    try grade {
      let example = makeExample()
      let caches = try example.network.forward(example.inputs).caches
      try assertEqual(caches.count, 3, "the number of caches")
      for (index, expected) in example.caches.enumerated() {
        try assertClose(
          caches[index].inputs, expected.inputs, "the inputs in the cache of layer \(index + 1)",
          suspects: example.cacheSuspects(index, \.inputs))
        try assertClose(
          caches[index].states, expected.states, "the states in the cache of layer \(index + 1)",
          suspects: example.cacheSuspects(index, \.states))
      }
    }
  }

  func testTask2_layersOfTheSameSizeReadOnlyTheStatesBelow() throws {
    try grade {
      var generator = makeGenerator()
      let example = DeepExample(inputSize: 4, hiddenSizes: [4, 4, 4], using: &generator)
      try assertClose(
        example.network.forward(example.inputs).hidden, example.hidden,
        "forward(_:).hidden of three layers with I = H = 4",
        suspects: example.forwardSuspects() + [
          Suspect(
            "a layer's inputs are added to its states if the sizes allow it",
            at: "the loop over the layers in forward(_:)", example.hiddenWithShortcuts)
        ], hint: "The states of a layer are the inputs of the next, and nothing is added to them.")
    }
  }

  func testTask2_depthOneIsThePlainLayer() throws {
    try grade {
      let example = makeExample()
      var network = example.network
      network.layers = [network.layers[0]]
      try assertClose(
        network.forward(example.inputs).hidden, example.loops.states(example.inputs)[0],
        "forward(_:) of a single layer")
    }
  }

  func testTask2_oneStepIsAFeedForwardNetwork() throws {
    try grade {
      let example = makeExample()
      let first = example.inputs[0]
      let expected = example.network.layers.reduce(first) { tanh(matmul($0, $1.weightIH) + $1.bias) }
      try assertClose(
        example.network.forward([first]).hidden, [expected], "forward(_:) of one step",
        hint: "Each layer starts from zeros, so with one step every previous state is zero.")
    }
  }

  func testTask3_predictionsMatchTheEquation() throws {
    try grade {
      let example = makeExample()
      let (network, state) = (example.network, example.hidden[0])
      let expected = softmax(
        network.output.forward(network.dense.forward(state).map { 1 - 2 / (exp2($0) + 1) }))
      try assertClose(
        network.predict(state), expected, "predict(_:)", suspects: example.predictionSuspects(state))
    }
  }

  func testTask3_everyRowIsADistribution() throws {
    try grade {
      let example = makeExample()
      let prediction = try example.network.predict(example.hidden[1])
      try assertEqual(
        prediction.shape, MatrixShape(DeepExample.batch, DeepExample.outputSize), "the shape of predict(_:)")
      let ones = Matrix<Double>(rows: DeepExample.batch, columns: 1, repeating: 1)
      try assertClose(prediction.rowSums(), ones, "the sums of the rows of predict(_:)")
    }
  }

  /// e^{2x}, to compute tanh in another way than the exercise.
  private func exp2(_ x: Double) -> Double { exp(Matrix<Double>([[2 * x]]))[0, 0] }
}
