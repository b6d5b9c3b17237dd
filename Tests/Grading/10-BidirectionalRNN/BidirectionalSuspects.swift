import EarlierUnits
import GradingSupport
import LinearAlgebra

extension BidirectionalExample {
  /// What the direction from behind gives with each known mistake.
  func futureSuspects(at place: String) -> [Suspect] {
    let readForward = LoopRNN(backwardLayer).states(inputs, reading: inOrder)
    return [
      Suspect(
        "the states stay in the order of reading, so that the first belongs to the last step", at: place,
        Array(future.reversed())),
      Suspect("the inputs are read from the first step to the last", at: place, readForward),
      Suspect(
        "the inputs are read from the first step to the last, and the states are reversed", at: place,
        Array(readForward.reversed())),
      Suspect(
        "the forward layer's weights are used for both directions", at: place,
        LoopRNN(forwardLayer).states(inputs, reading: inOrder.reversed())),
    ]
  }

  /// What the forward pass gives with each known mistake.
  func hiddenSuspects() -> [Suspect] {
    let place = "forward(_:)"
    let turned = LoopRNN(forwardLayer).states(inputs, reading: inOrder.reversed())
    return [
      Suspect("the backward half stands left of the forward half", at: place, sideBySide(future, past)),
      Suspect(
        "the forward layer's weights are used for both directions", at: place, sideBySide(past, turned)),
      Suspect("both halves are those of the forward layer", at: place, sideBySide(past, past)),
    ]
      + futureSuspects(at: "readBackward(_:), which task 1 checks").map {
        Suspect($0.mistake, at: $0.place, task: 1, sideBySide(past, $0.numbers))
      }
  }

  func predictionSuspects() -> [Suspect] {
    let logits = hidden.map(output.forward)
    return [
      Suspect("the softmax is left out", at: "predict(_:)", logits),
      Suspect(
        "the bias b_q is left out", at: "predict(_:)", hidden.map { softmax(matmul($0, output.weight)) }),
    ]
  }

  func summarySuspects() -> [Suspect] {
    let last = Self.steps - 1
    func pair(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Matrix<Double> {
      concatenate(columns: [left, right])
    }
    let place = "summary(_:)"
    return [
      Suspect(
        "the backward state of step T is taken, which has read one input only", at: place,
        pair(past[last], future[last])),
      Suspect(
        "the forward state of step 1 is taken, which has read one input only", at: place,
        pair(past[0], future[0])),
      Suspect(
        "the state of zeros is taken with which the backward direction starts", at: place,
        pair(past[last], .zeros(past[last].shape))),
    ]
  }

  /// What a padded batch gives with each known mistake.
  func lengthSuspects(_ padded: [Matrix<Double>], _ lengths: [Int]) -> [Suspect] {
    let place = "readBackward(_:lengths:)"
    let right = LoopRNN(backwardLayer).statesFromBehind(padded, lengths: lengths)
    let blind = LoopRNN(backwardLayer).states(padded, reading: inOrder.reversed())
    let silenced = blind.enumerated().map { step, state in
      state * Matrix(lengths.map { [step < $0 ? 1.0 : 0.0] })
    }
    return [
      Suspect("the filling is read like any other step", at: place, blind),
      Suspect(
        "the filling is read, and only the states that it gives are replaced by zeros", at: place, silenced),
      Suspect(
        "the states stay in the order of reading, so that the first belongs to the last step", at: place,
        Array(right.reversed())),
    ]
  }
}
