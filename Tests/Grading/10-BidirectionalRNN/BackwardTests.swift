import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// Task 4: back through both directions. T = 5, B = 2, I = 3, H = 4.
final class BackwardTests: GradedTestCase {
  private func makeExample() -> BidirectionalExample {
    var generator = makeGenerator()
    return BidirectionalExample(using: &generator)
  }

  private func gradients(_ example: BidirectionalExample) throws -> BidirectionalRNN.Gradients {
    try example.network.backward(example.hiddenGradients, through: example.cache)
  }

  func testTask4_theInputsGetGradientsFromBothDirections() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        gradients(example).inputs, SplitGradients(example).inputs, "the gradients of the inputs",
        suspects: SplitGradients.inputSuspects(example))
    }
  }

  func testTask4_theForwardLayerLearnsFromTheLeftHalf() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        gradients(example).forwardLayer.matrices, SplitGradients(example).forwardLayer.matrices,
        "the gradients of the forward layer's weights (W_xh, W_hh, b_h)",
        suspects: SplitGradients.parameterSuspects(
          example, \.forwardLayer.matrices, other: \.backwardLayer.matrices))
    }
  }

  func testTask4_theBackwardLayerLearnsFromTheRightHalf() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        gradients(example).backwardLayer.matrices, SplitGradients(example).backwardLayer.matrices,
        "the gradients of the backward layer's weights (W_xh, W_hh, b_h)",
        suspects: SplitGradients.parameterSuspects(
          example, \.backwardLayer.matrices, other: \.forwardLayer.matrices))
    }
  }

  func testTask4_aSequenceOfOneStepHasABackwardPassToo() throws {
    try grade {
      var generator = makeGenerator()
      // Another hidden size than in the other checks: the sizes of the layers determine the halves.
      let example = BidirectionalExample(hiddenSize: 5, using: &generator).prefix(1)
      let (answer, right) = (try gradients(example), SplitGradients(example))
      try assertClose(
        answer.inputs, right.inputs, "the gradients of the inputs of one step, H = 5",
        suspects: SplitGradients.inputSuspects(example))
      try assertClose(
        answer.forwardLayer.matrices + answer.backwardLayer.matrices,
        right.forwardLayer.matrices + right.backwardLayer.matrices,
        "the weight gradients of both layers (W_xh, W_hh, b_h, twice) of one step, H = 5",
        suspects: SplitGradients.parameterSuspects(
          example, { $0.forwardLayer.matrices + $0.backwardLayer.matrices },
          other: { $0.backwardLayer.matrices + $0.forwardLayer.matrices }))
    }
  }

  func testTask4_finiteDifferencesAgree() throws {
    try grade {
      let example = makeExample()
      let gradients = try gradients(example)
      func loss(_ forwardLayer: RNNLayer, _ backwardLayer: RNNLayer, _ inputs: [Matrix<Double>]) -> Double {
        let past = LoopRNN(forwardLayer).states(inputs, reading: example.inOrder)
        let future = LoopRNN(backwardLayer).states(inputs, reading: example.inOrder.reversed())
        let hidden = example.sideBySide(past, future)
        return zip(hidden, example.hiddenGradients).reduce(0) { $0 + $1.0.dot($1.1) }
      }
      try assertGradient(
        gradients.forwardLayer.weightHH,
        of: {
          var layer = example.forwardLayer
          layer.weightHH = $0
          return loss(layer, example.backwardLayer, example.inputs)
        }, at: example.forwardLayer.weightHH, "the gradient of the forward layer's W_hh")
      try assertGradient(
        gradients.backwardLayer.weightIH,
        of: {
          var layer = example.backwardLayer
          layer.weightIH = $0
          return loss(example.forwardLayer, layer, example.inputs)
        }, at: example.backwardLayer.weightIH, "the gradient of the backward layer's W_xh")
      try assertEqual(gradients.inputs.count, example.inputs.count, "the number of input gradients")
      try assertGradient(
        gradients.inputs[1],
        of: {
          var inputs = example.inputs
          inputs[1] = $0
          return loss(example.forwardLayer, example.backwardLayer, inputs)
        }, at: example.inputs[1], "the gradient of the second input")
    }
  }
}
