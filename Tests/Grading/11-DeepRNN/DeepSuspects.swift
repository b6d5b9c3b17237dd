import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

extension DeepExample {
  /// What the forward pass gives with each known mistake.
  func forwardSuspects() -> [Suspect] {
    let place = "the loop over the layers in forward(_:)"
    let states = loops.states(inputs)
    let dropFirst = LoopNetwork(layers: Array(network.layers.dropLast()))
    return [
      Suspect("the states of the lowest layer are returned", at: place, states[0]),
      Suspect("the highest layer is left out", at: place, dropFirst.states(inputs)[1]),
      Suspect(
        "a layer starts from the last state of a layer below it, instead of zeros", at: place,
        chained(carryingState: true)),
      Suspect(
        "each layer hands its states on backward in time", at: place, chained(carryingState: false)),
    ]
  }

  /// The highest states where a layer starts from the last state of a lower layer of its size, or hands its own on in
  /// reverse.
  private func chained(carryingState: Bool) -> [Matrix<Double>] {
    var sequence = inputs
    var last: [Int: Matrix<Double>] = [:]
    for layer in network.layers {
      let zeros = layer.initialState(batchSize: Self.batch)
      let start = carryingState ? last[layer.hiddenSize] ?? zeros : zeros
      sequence = layer.forward(sequence, from: start).states
      last[layer.hiddenSize] = sequence[sequence.count - 1]
      if !carryingState { sequence.reverse() }
    }
    return sequence
  }

  /// The highest states of layers of one size that hand on their states plus what they read.
  var hiddenWithShortcuts: [Matrix<Double>] {
    network.layers.reduce(inputs) { sequence, layer in
      zip(LoopNetwork(layers: [layer]).states(sequence)[0], sequence).map { $0 + $1 }
    }
  }

  /// What the prediction from a state is with each known mistake.
  func predictionSuspects(_ state: Matrix<Double>) -> [Suspect] {
    let place = "predict(_:)"
    let sum = network.dense.forward(state)
    return [
      Suspect(
        "the tanh between the two dense layers is left out", at: place, softmax(network.output.forward(sum))),
      Suspect("the softmax is left out", at: place, network.output.forward(tanh(sum))),
      Suspect(
        "a sigmoid stands where the tanh belongs", at: place, softmax(network.output.forward(sigmoid(sum)))),
    ]
  }

  /// The gradients of the inputs and of all layers, with known mistakes in what is handed from layer to layer.
  func gradients(_ slip: BackwardSlip = .none) -> (inputs: [Matrix<Double>], layers: [RNNLayer]) {
    var sequence = hiddenGradients
    var layers = network.layers
    for index in network.layers.indices.reversed() {
      let back = network.layers[index].backward(sequence, through: caches[index])
      layers[index] = back.parameters
      sequence = handedDown(back.inputs, slip)
    }
    return (sequence, slip == .orderReversed ? layers.reversed() : layers)
  }

  private func handedDown(_ sequence: [Matrix<Double>], _ slip: BackwardSlip) -> [Matrix<Double>] {
    switch slip {
    case .none, .orderReversed: return sequence
    case .reversedInTime: return sequence.reversed()
    case .topGradientAgain:
      return sequence[0].shape == hiddenGradients[0].shape ? hiddenGradients : sequence
    case .lastStepOnly:
      return sequence.enumerated().map { $0 == sequence.count - 1 ? $1 : .zeros($1.shape) }
    }
  }

  /// A way to get the way back wrong.
  enum BackwardSlip: String, CaseIterable {
    case none = "nothing is wrong"
    case lastStepOnly = "a lower layer hears of the last step only"
    case topGradientAgain = "a lower layer gets the gradient of the highest layer's states again"
    case reversedInTime = "what a layer hands down is reversed in time"
    case orderReversed = "the gradients are listed from the highest layer to the lowest"
  }

  /// What some part of the gradients is with each known mistake.
  func backwardSuspects(
    _ part: ((inputs: [Matrix<Double>], layers: [RNNLayer])) -> [Matrix<Double>]
  ) -> [Suspect] {
    BackwardSlip.allCases.dropFirst().map { slip in
      Suspect(slip.rawValue, at: "the loop over the layers in backward(_:through:)", part(gradients(slip)))
    }
  }

  /// What the forward pass with dropout gives with each known mistake.
  func dropoutSuspects() -> [Suspect] {
    let place = "forward(_:droppingBy:)"
    let right = loops.states(inputs, masks: masks)[2]
    let turned = masks.map { $0.map { mask in mask.map { 2 - $0 } } }
    return [
      Suspect("nothing is dropped", at: place, hidden),
      Suspect(
        "only the lowest layer's states are dropped", at: place, loops.states(inputs, masks: [masks[0]])[2]),
      Suspect(
        "the highest layer's states are dropped too", at: place, zip(right, masks[0]).map { $0 * $1 }),
      Suspect("what should be kept is dropped", at: place, loops.states(inputs, masks: turned)[2]),
      Suspect(
        "every step is dropped by the first step's mask", at: place,
        loops.states(inputs, masks: masks.map { steps in steps.map { _ in steps[0] } })[2]),
    ]
  }
}
