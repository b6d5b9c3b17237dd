import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

extension DeepExample {
  /// The results of the forward pass with each known mistake.
  func forwardSuspects() -> [Suspect] {
    let place = "the loop over the layers in forward(_:)"
    let states = loops.states(inputs)
    let dropFirst = LoopNetwork(layers: Array(network.layers.dropLast()))
    return [
      Suspect("the states of the lowest layer are returned", at: place, states[0]),
      Suspect("the highest layer is missing", at: place, dropFirst.states(inputs)[1]),
      Suspect(
        "a layer starts from the last state of a layer below it, instead of zeros", at: place,
        chained(carryingState: true)),
      Suspect(
        "each layer passes its states on backward in time", at: place, chained(carryingState: false)),
      Suspect(
        "no state is passed from step to step, and every step of every layer starts from zeros", at: place,
        network.layers.reduce(inputs) { sequence, layer in
          sequence.map { LoopNetwork(layers: [layer]).states([$0])[0][0] }
        }),
      Suspect("the states of the highest layer are in reverse order", at: place, states[2].reversed()),
      Suspect(
        "the initial state of zeros is among the states", at: place, [states[2][0] * 0] + states[2]),
    ] + forwardSuspectsOfOneSize(at: place)
  }

  /// Whether all layers could be exchanged for each other.
  var hasOneSize: Bool { network.layers.allSatisfy { $0.inputSize == $0.hiddenSize } }

  /// Mistakes that crash unless all sizes are equal.
  private func forwardSuspectsOfOneSize(at place: String) -> [Suspect] {
    guard hasOneSize else { return [] }
    let (layers, count) = (network.layers, network.layers.count)
    return [
      Suspect(
        "the inputs are returned, because a layer's states are never stored as the next sequence",
        at: place,
        inputs),
      Suspect(
        "every layer reads the inputs instead of the states of the layer below", at: place,
        LoopNetwork(layers: [layers[count - 1]]).states(inputs)[0]),
      Suspect(
        "the lowest layer's weights are used for every layer", at: place,
        LoopNetwork(layers: layers.map { _ in layers[0] }).states(inputs)[count - 1]),
      Suspect(
        "the layers are taken from the highest to the lowest", at: place,
        LoopNetwork(layers: layers.reversed()).states(inputs)[count - 1]),
    ]
  }

  /// A list of a layer's cache with each known mistake; `part` reads it from a cache.
  func cacheSuspects(_ index: Int, _ part: (RNNLayer.Cache) -> [Matrix<Double>]) -> [Suspect] {
    let place = "forward(_:)"
    let right = part(caches[index])
    return [
      Suspect(
        "the caches are listed from the highest layer to the lowest", at: place,
        part(caches[caches.count - 1 - index])),
      Suspect("the cache of the lowest layer is kept for every layer", at: place, part(caches[0])),
      Suspect("the first entry is missing", at: place, Array(right.dropFirst())),
      Suspect("the last entry is missing", at: place, right.dropLast()),
      Suspect("the entries are in reverse order", at: place, right.reversed()),
      Suspect(
        "the states of a layer are kept instead of its inputs", at: place,
        Array(caches[index].states.dropFirst())),
    ]
  }

  /// The highest states if a layer starts from the last state of a lower layer of its size, or passes on its own in
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

  /// The highest states of layers of one size that pass on their states plus their inputs.
  var hiddenWithShortcuts: [Matrix<Double>] {
    network.layers.reduce(inputs) { sequence, layer in
      zip(LoopNetwork(layers: [layer]).states(sequence)[0], sequence).map { $0 + $1 }
    }
  }

  /// The prediction from a state with each known mistake.
  func predictionSuspects(_ state: Matrix<Double>) -> [Suspect] {
    let place = "predict(_:)"
    let sum = network.dense.forward(state)
    return [
      Suspect(
        "the tanh between the two dense layers is missing", at: place, softmax(network.output.forward(sum))),
      Suspect("the softmax is missing", at: place, network.output.forward(tanh(sum))),
      Suspect(
        "a sigmoid is used where the tanh belongs", at: place, softmax(network.output.forward(sigmoid(sum)))),
      Suspect(
        "a ReLU is used where the tanh belongs", at: place,
        softmax(network.output.forward(sum.map { max(0, $0) }))),
      Suspect(
        "the bias b_d of the first dense layer is missing", at: place,
        softmax(network.output.forward(tanh(matmul(state, network.dense.weight))))),
      Suspect(
        "the bias b_q of the output layer is missing", at: place,
        softmax(matmul(tanh(sum), network.output.weight))),
      Suspect(
        "the tanh is applied to the logits and not between the layers", at: place,
        softmax(tanh(network.output.forward(sum)))),
      Suspect(
        "a tanh is applied to the logits as well", at: place, softmax(tanh(network.output.forward(tanh(sum))))
      ),
      Suspect(
        "the tanh is applied to the state before the first dense layer", at: place,
        softmax(network.output.forward(network.dense.forward(tanh(state))))),
      Suspect(
        "the softmax is applied twice", at: place, softmax(softmax(network.output.forward(tanh(sum))))),
      Suspect(
        "the softmax goes over the examples of the batch instead of the outputs", at: place,
        softmax(network.output.forward(tanh(sum)).transposed()).transposed()),
    ]
  }
}
