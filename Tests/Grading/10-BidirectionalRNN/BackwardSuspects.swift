import EarlierUnits
import GradingSupport
import LinearAlgebra

/// The ways back of both directions, with known mistakes where they part and meet.
struct SplitGradients {
  let example: BidirectionalExample
  /// dL/dX_1 … dL/dX_T by the forward layer alone.
  let byForward: [Matrix<Double>]
  /// The same by the backward layer, in the order of reading.
  let byBackward: [Matrix<Double>]
  let forwardLayer: RNNLayer
  let backwardLayer: RNNLayer

  /// - Parameters:
  ///   - exchanged: whether each direction gets the other's half.
  ///   - unturned: whether the backward direction gets its half in the order of the inputs.
  init(_ example: BidirectionalExample, exchanged: Bool = false, unturned: Bool = false) {
    self.example = example
    let size = BidirectionalExample.hiddenSize
    let left = example.hiddenGradients.map { $0.columns(0..<size) }
    let right = example.hiddenGradients.map { $0.columns(size..<2 * size) }
    let toFuture = exchanged ? left : right
    let past = example.forwardLayer.backward(exchanged ? right : left, through: example.cache.forward)
    let future = example.backwardLayer.backward(
      unturned ? toFuture : toFuture.reversed(), through: example.cache.backward)
    byForward = past.inputs
    byBackward = future.inputs
    forwardLayer = past.parameters
    backwardLayer = future.parameters
  }

  /// dL/dX_1 … dL/dX_T.
  var inputs: [Matrix<Double>] { zip(byForward, byBackward.reversed()).map { $0 + $1 } }

  static let place = "backward(_:through:)"
  static let exchange = "each direction gets the other direction's half of the gradient"
  static let order =
    "the backward direction's half is not reversed, though that layer's cache is in the order of reading"

  /// What the gradients of the inputs are with each known mistake.
  static func inputSuspects(_ example: BidirectionalExample) -> [Suspect] {
    let right = SplitGradients(example)
    return [
      Suspect("the backward direction's part is not added", at: place, right.byForward),
      Suspect("the forward direction's part is not added", at: place, right.byBackward.reversed()),
      Suspect(
        "the backward direction's part is added in the order of reading", at: place,
        zip(right.byForward, right.byBackward).map { $0 + $1 }),
      Suspect(exchange, at: place, SplitGradients(example, exchanged: true).inputs),
      Suspect(order, at: place, SplitGradients(example, unturned: true).inputs),
    ]
  }

  /// What the gradients of one layer's weights are with each known mistake.
  static func parameterSuspects(
    _ example: BidirectionalExample, _ part: (SplitGradients) -> [Matrix<Double>]
  ) -> [Suspect] {
    [
      Suspect(exchange, at: place, part(SplitGradients(example, exchanged: true))),
      Suspect(order, at: place, part(SplitGradients(example, unturned: true))),
      Suspect(
        exchange + ", in the wrong order", at: place,
        part(SplitGradients(example, exchanged: true, unturned: true))),
    ]
  }
}

extension RNNLayer {
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
}
