import EarlierUnits
import GradingSupport
import LinearAlgebra

/// The backward passes of both directions, with known mistakes where they split and join.
struct SplitGradients {
  /// A mistake learners really make in calling the two backward passes.
  enum Mistake: String, CaseIterable {
    case none = "nothing is wrong"
    case exchanged = "each direction gets the other direction's half of the gradient"
    case unturned =
      "the backward direction's half is not reversed, though that layer's cache is in the order of reading"
    case exchangedAndUnturned =
      "each direction gets the other direction's half of the gradient, in the wrong order"
    case pastForBoth = "both directions get the left half of the gradient"
    case futureForBoth = "both directions get the right half of the gradient"
    case forwardCacheForBoth = "the backward layer is given the forward layer's cache"
    case backwardCacheForBoth = "the forward layer is given the backward layer's cache"
    case cachesExchanged = "each direction is given the other direction's cache"
    case pastTurned =
      "the forward direction's half is reversed, though that layer reads in the order of the inputs"
    case forwardWeightsForBoth = "the forward layer's weights are used for both directions"
    case backwardWeightsForBoth = "the backward layer's weights are used for both directions"
  }

  /// dL/dX_1 … dL/dX_T from only the forward layer.
  let byForward: [Matrix<Double>]
  /// The same from the backward layer, in the order of reading.
  let byBackward: [Matrix<Double>]
  let forwardLayer: RNNLayer
  let backwardLayer: RNNLayer

  init(_ example: BidirectionalExample, _ mistake: Mistake = .none) {
    let size = example.forwardLayer.hiddenSize
    var left = example.hiddenGradients.map { $0.columns(0..<size) }
    var right = Array(example.hiddenGradients.map { $0.columns(size..<2 * size) }.reversed())
    let cache = example.cache
    var (pastCache, futureCache) = (cache.forward, cache.backward)
    var (first, second) = (example.forwardLayer, example.backwardLayer)
    switch mistake {
    case .none: break
    case .exchanged: (left, right) = (right.reversed(), left.reversed())
    case .unturned: right.reverse()
    case .exchangedAndUnturned: (left, right) = (right.reversed(), left)
    case .pastForBoth: right = left.reversed()
    case .futureForBoth: left = right.reversed()
    case .forwardCacheForBoth: futureCache = pastCache
    case .backwardCacheForBoth: pastCache = futureCache
    case .cachesExchanged: (pastCache, futureCache) = (futureCache, pastCache)
    case .pastTurned: left.reverse()
    case .forwardWeightsForBoth: second = first
    case .backwardWeightsForBoth: first = second
    }
    let past = first.backward(left, through: pastCache)
    let future = second.backward(right, through: futureCache)
    byForward = past.inputs
    byBackward = future.inputs
    forwardLayer = past.parameters
    backwardLayer = future.parameters
  }

  /// dL/dX_1 … dL/dX_T.
  var inputs: [Matrix<Double>] { zip(byForward, byBackward.reversed()).map { $0 + $1 } }

  static let place = "backward(_:through:)"

  /// The input gradients with each known mistake.
  static func inputSuspects(_ example: BidirectionalExample) -> [Suspect] {
    let right = SplitGradients(example)
    let (past, future) = (right.byForward, Array(right.byBackward.reversed()))
    func suspect(_ mistake: String, _ inputs: [Matrix<Double>]) -> Suspect {
      Suspect(mistake, at: place, inputs)
    }
    return [
      suspect("the backward direction's part is not added", past),
      suspect("the forward direction's part is not added", future),
      suspect(
        "the backward direction's part is added in the order of reading",
        zip(past, right.byBackward).map { $0 + $1 }),
      suspect(
        "the backward direction's part, in the order of reading, is the only part", right.byBackward),
      suspect(
        "the backward direction's part is subtracted instead of added", zip(past, future).map { $0 - $1 }),
      suspect(
        "the forward direction's part is subtracted instead of added", zip(past, future).map { $1 - $0 }),
      suspect(
        "the forward direction's part, reversed, is added instead of the backward direction's",
        zip(past, past.reversed()).map { $0 + $1 }),
      suspect(
        "the parts of the two directions are side by side instead of added",
        zip(past, future).map { concatenate(columns: [$0, $1]) }),
      suspect(
        "the sum of both parts is halved", zip(past, future).map { ($0 + $1) * 0.5 }),
      suspect("the sums are in the order of reading", right.inputs.reversed()),
    ] + knownSuspects(example, \.inputs)
  }

  /// The weight gradients of one layer with each known mistake.
  ///
  /// - Parameters:
  ///   - part: the weights of that layer.
  ///   - other: the weights of the other layer.
  static func parameterSuspects(
    _ example: BidirectionalExample, _ part: (SplitGradients) -> [Matrix<Double>],
    other: (SplitGradients) -> [Matrix<Double>]
  ) -> [Suspect] {
    [
      Suspect(
        "the gradients of the other layer's weights are returned here", at: place,
        other(SplitGradients(example)))
    ] + knownSuspects(example, part)
  }

  private static func knownSuspects(
    _ example: BidirectionalExample, _ part: (SplitGradients) -> [Matrix<Double>]
  ) -> [Suspect] {
    Mistake.allCases.dropFirst().map {
      Suspect($0.rawValue, at: place, part(SplitGradients(example, $0)))
    }
  }
}

extension RNNLayer {
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
}
