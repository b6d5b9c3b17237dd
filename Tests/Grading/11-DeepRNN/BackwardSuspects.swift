import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

extension DeepExample {
  /// The gradients of the inputs and of all layers, with known mistakes in the gradients passed from layer to layer.
  func gradients(_ mistake: BackwardMistake = .none) -> (inputs: [Matrix<Double>], layers: [RNNLayer]) {
    var sequence = hiddenGradients
    var layers = network.layers
    let order = mistake == .fromTheLowest ? Array(layers.indices) : layers.indices.reversed()
    for index in order {
      let cache = caches[mistake == .cachesReversed ? caches.count - 1 - index : index]
      let layer = network.layers[mistake == .oneLayersWeights ? layers.count - 1 : index]
      let back = layer.backward(sequence, through: cache)
      layers[index] = back.parameters
      sequence = handedDown(back.inputs, mistake)
    }
    return (sequence, mistake == .orderReversed ? layers.reversed() : layers)
  }

  private func handedDown(_ sequence: [Matrix<Double>], _ mistake: BackwardMistake) -> [Matrix<Double>] {
    switch mistake {
    case .none, .orderReversed, .fromTheLowest, .cachesReversed, .oneLayersWeights: return sequence
    case .reversedInTime: return sequence.reversed()
    case .topGradientAgain:
      return sequence[0].shape == hiddenGradients[0].shape ? hiddenGradients : sequence
    case .lastStepOnly:
      return sequence.enumerated().map { $0 == sequence.count - 1 ? $1 : .zeros($1.shape) }
    case .topGradientToo:
      return sequence[0].shape == hiddenGradients[0].shape
        ? zip(sequence, hiddenGradients).map { $0 + $1 } : sequence
    case .shifted: return sequence.dropFirst() + [.zeros(sequence[0].shape)]
    case .negated: return sequence.map { $0 * -1 }
    case .nothing: return sequence.map { $0 * 0 }
    }
  }

  /// A way to get the backward pass wrong.
  enum BackwardMistake: String, CaseIterable {
    case none = "nothing is wrong"
    case lastStepOnly = "a lower layer gets only the gradient of the last step"
    case topGradientAgain = "a lower layer gets the gradient of the highest layer's states again"
    case reversedInTime = "the gradient from the layer above is reversed in time"
    case topGradientToo = "the gradient of the highest layer's states is added again in a lower layer"
    case shifted = "the gradient from the layer above arrives one step too early"
    case negated = "the gradient from the layer above has the wrong sign"
    case nothing = "a lower layer gets no gradient from the layer above"
    case orderReversed = "the gradients are listed from the highest layer to the lowest"
    case fromTheLowest = "the layers are taken from the lowest to the highest, as in the forward pass"
    case cachesReversed = "the caches are taken in reverse order, so a layer gets another layer's cache"
    case oneLayersWeights = "the highest layer's weights are used for every layer"

    /// Whether it crashes unless all sizes are equal.
    var needsOneSize: Bool { [.fromTheLowest, .cachesReversed, .oneLayersWeights].contains(self) }
  }

  /// Some part of the gradients with each known mistake.
  func backwardSuspects(
    _ part: ((inputs: [Matrix<Double>], layers: [RNNLayer])) -> [Matrix<Double>]
  ) -> [Suspect] {
    let mistakes = BackwardMistake.allCases.dropFirst()
    return mistakes.filter { !$0.needsOneSize || hasOneSize }.map { mistake in
      Suspect(
        mistake.rawValue, at: "the loop over the layers in backward(_:through:)", part(gradients(mistake)))
    }
  }
}
