import EarlierUnits
import GradingSupport
import LinearAlgebra

extension BidirectionalExample {
  static let orderOfReading =
    "the states stay in the order of reading, so the first belongs to the last step"

  /// The states of the backward direction with each known mistake.
  func futureSuspects(at place: String, task: Int? = nil) -> [Suspect] {
    let readForward = LoopRNN(backwardLayer).states(inputs, reading: inOrder)
    let zeros = future[0] * 0
    func suspect(_ mistake: String, _ states: [Matrix<Double>]) -> Suspect {
      Suspect(mistake, at: place, task: task, states)
    }
    return [
      suspect(Self.orderOfReading, future.reversed()),
      suspect("the inputs are read from the first step to the last", readForward),
      suspect(
        "the inputs are read from the first step to the last, and the states are reversed",
        readForward.reversed()),
      suspect(
        "the forward layer's weights are used for both directions",
        LoopRNN(forwardLayer).states(inputs, reading: inOrder.reversed())),
      suspect(
        "no state is passed from step to step, and each one starts from zeros",
        LoopRNN(backwardLayer).states(inputs, reading: inOrder.reversed(), isForgetting: true)),
      suspect(
        "the initial state of zeros is treated as the state of step T, and every other state is one step off",
        future.dropFirst() + [zeros]),
      suspect("the initial state of zeros is among the states", future + [zeros]),
      suspect(
        "the initial state of zeros is among the states, which stay in the order of reading",
        [zeros] + future.reversed()),
    ]
  }

  /// The result of the forward pass with each known mistake.
  func hiddenSuspects() -> [Suspect] {
    let place = "forward(_:)"
    let ofReading = futureSuspects(at: "readBackward(_:), which task 1 checks", task: 1)
    func besidePast(_ suspects: [Suspect]) -> [Suspect] {
      suspects.map { Suspect($0.mistake, at: $0.place, task: $0.task, sideBySide(past, $0.numbers)) }
    }
    return besidePast(ofReading) + besidePast(futureSuspects(at: place)) + [
      Suspect("the backward half is to the left of the forward half", at: place, sideBySide(future, past)),
      Suspect("both halves are those of the forward layer", at: place, sideBySide(past, past)),
      Suspect("both halves are those of the backward layer", at: place, sideBySide(future, future)),
      Suspect(
        "the two states are added instead of put side by side", at: place,
        zip(past, future).map { $0 + $1 }),
      Suspect(
        "the two states are one above the other instead of side by side", at: place,
        zip(past, future).map { concatenate(rows: [$0, $1]) }),
      Suspect("the backward half is missing", at: place, past),
      Suspect("the forward half is missing", at: place, future),
      Suspect(
        "the steps of both halves are in reverse order", at: place, sideBySide(past, future).reversed()),
    ]
  }

  /// The two matrices lists of a cache, `part`, with each known mistake.
  func cacheSuspects(_ right: [Matrix<Double>], other: [Matrix<Double>], at place: String) -> [Suspect] {
    [
      Suspect("the order of reading is reversed in this cache", at: place, right.reversed()),
      Suspect("the caches of the two directions are exchanged", at: place, other),
      Suspect("the initial state of zeros is missing in this cache", at: place, Array(right.dropFirst())),
      Suspect(
        "the initial state of zeros is missing in this cache, whose order of reading is reversed", at: place,
        right.dropFirst().reversed()),
    ]
  }

  /// Predictions from the right states with each known mistake.
  func predictionSuspects() -> [Suspect] {
    let place = "predict(_:)"
    let logits = hidden.map(output.forward)
    let size = forwardLayer.hiddenSize
    let turned = hidden.map {
      concatenate(columns: [$0.columns(size..<2 * size), $0.columns(0..<size)])
    }
    return [
      Suspect("the softmax is missing", at: place, logits),
      Suspect("the bias b_q is missing", at: place, hidden.map { softmax(matmul($0, output.weight)) }),
      Suspect("the softmax is applied twice", at: place, logits.map { softmax(softmax($0)) }),
      Suspect("a tanh is applied to the logits", at: place, logits.map { softmax(tanh($0)) }),
      Suspect(
        "the softmax goes over the examples of the batch instead of the outputs", at: place,
        logits.map { softmax($0.transposed()).transposed() }),
      Suspect(
        "the two halves of the state are exchanged", at: place, turned.map { softmax(output.forward($0)) }),
      Suspect(
        "the predictions are in reverse order", at: place, logits.reversed().map { softmax($0) }),
    ]
  }

  /// The summary of the sequence with each known mistake.
  func summarySuspects() -> [Suspect] {
    let last = inputs.count - 1
    let (past, future) = (past, future)
    let zeros = past[0] * 0
    func suspect(_ mistake: String, _ left: Matrix<Double>, _ right: Matrix<Double>) -> Suspect {
      Suspect(mistake, at: "summary(_:)", concatenate(columns: [left, right]))
    }
    let next = min(1, last)
    return [
      suspect(
        "the backward state of step T is taken, which has read only one input", past[last], future[last]),
      suspect("the forward state of step 1 is taken, which has read only one input", past[0], future[0]),
      suspect(
        "the initial zeros of the backward direction are taken", past[last], zeros),
      suspect(
        "both states are those after the first step of reading, which have read only one input", past[0],
        future[last]),
      suspect("both states are the zeros that the directions start from", zeros, zeros),
      suspect("the initial zeros of the forward direction are taken", zeros, future[0]),
      suspect(
        "the state before the last one of each cache is taken, though a cache has T + 1 states",
        past[max(0, last - 1)], future[next]),
      suspect(
        "the forward state is one step short of the end", past[max(0, last - 1)], future[0]),
      suspect("the backward state is one step short of its end", past[last], future[next]),
      suspect("the backward half is to the left of the forward half", future[0], past[last]),
      suspect("both halves are the forward direction's", past[last], past[last]),
      suspect("both halves are the backward direction's", future[0], future[0]),
      Suspect(
        "the two states are added instead of put side by side", at: "summary(_:)", past[last] + future[0]),
      suspect("the mean of all states is taken", mean(past), mean(future)),
    ]
  }

  private func mean(_ states: [Matrix<Double>]) -> Matrix<Double> {
    states.reduce(states[0] * 0) { $0 + $1 } * (1 / Double(states.count))
  }
}
