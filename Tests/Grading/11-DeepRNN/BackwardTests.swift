import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// Task 4: back through depth and time.
final class BackwardTests: GradedTestCase {
  private func makeExample() -> DeepExample {
    var generator = makeGenerator()
    return DeepExample(using: &generator)
  }

  private func gradients(_ example: DeepExample) throws -> (inputs: [Matrix<Double>], layers: [RNNLayer]) {
    try example.network.backward(example.hiddenGradients, through: example.caches)
  }

  func testTask4_theInputsGetTheirGradient() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        gradients(example).inputs, example.gradients().inputs, "the gradients of the inputs",
        suspects: example.backwardSuspects(\.inputs))
    }
  }

  func testTask4_everyLayerGetsItsGradient() throws {
    try grade {
      let example = makeExample()
      let layers = try gradients(example).layers
      try assertEqual(layers.count, 3, "the number of layers with gradients")
      for index in (0..<3).reversed() {
        try assertClose(
          layers[index].matrices, example.gradients().layers[index].matrices,
          "the gradients of layer \(index + 1) (W_xh, W_hh, b_h)",
          suspects: example.backwardSuspects { $0.layers[index].matrices })
      }
    }
  }

  func testTask4_finiteDifferencesAgree() throws {
    try grade {
      let example = makeExample()
      let back = try gradients(example)
      try assertEqual(back.layers.count, 3, "the number of layers with gradients")
      func loss(_ layers: [RNNLayer]) -> Double {
        let top = LoopNetwork(layers: layers).states(example.inputs)[2]
        return zip(top, example.hiddenGradients).reduce(0) { $0 + $1.0.dot($1.1) }
      }
      for index in 0..<3 {
        try assertGradient(
          back.layers[index].weightHH,
          of: {
            var layers = example.network.layers
            layers[index].weightHH = $0
            return loss(layers)
          }, at: example.network.layers[index].weightHH, "the gradient of W_hh of layer \(index + 1)")
      }
    }
  }

  func testTask4_oneStepIsBackpropagatedThroughAllLayers() throws {
    try grade {
      var generator = makeGenerator()
      // Layers of one size first: a mistake in the gradients passed down then has fitting shapes, and is named.
      let sameSize = DeepExample(inputSize: 4, hiddenSizes: [4, 4, 4], using: &generator).prefix(1)
      for example in [sameSize, DeepExample(using: &generator).prefix(1)] {
        let (answer, right) = (try gradients(example), example.gradients())
        try assertClose(
          answer.inputs, right.inputs, "the gradients of the inputs of one step",
          suspects: example.backwardSuspects(\.inputs))
        try assertClose(
          answer.layers.flatMap(\.matrices), right.layers.flatMap(\.matrices),
          "the gradients (W_xh, W_hh, b_h) of three layers, one step",
          suspects: example.backwardSuspects { $0.layers.flatMap(\.matrices) })
      }
    }
  }

  func testTask4_oneLayerIsPlainBackpropagationThroughTime() throws {
    try grade {
      let example = makeExample()
      var network = example.network
      network.layers = [network.layers[0]]
      let expected = network.layers[0].backward(example.hiddenGradients, through: example.caches[0])
      let back = try network.backward(example.hiddenGradients, through: [example.caches[0]])
      try assertClose(back.inputs, expected.inputs, "the gradients of the inputs of a single layer")
      try assertEqual(back.layers.count, 1, "the number of layers with gradients")
      try assertClose(
        back.layers[0].matrices, expected.parameters.matrices, "the weight gradients of a single layer")
    }
  }
}
