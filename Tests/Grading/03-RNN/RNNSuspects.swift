import GradingSupport
import LinearAlgebra

extension RNNExample {
  /// Where to look when no known mistake fits.
  static let equationOfPrediction = "Ŷ is softmax(H · W_hq + b_q), row by row."

  /// What one step gives with each known slip.
  func stepSuspects(_ place: String) -> [Suspect] {
    RNNOracle.Slip.allCases.map { slip in
      Suspect(slip.mistake, at: place, oracle.step(inputs[0], from: initialState, slip: slip))
    }
  }

  /// What the states of the whole sequence are with each known slip, of the step or of the loop around it.
  func stateSuspects() -> [Suspect] {
    let zero = Matrix<Double>.zeros(initialState.shape)
    let loop = "the loop in forward(_:from:)"
    let right = oracle.states(inputs, from: initialState)
    let fromZero = oracle.states(inputs, from: zero)
    let ofSteps = RNNOracle.Slip.allCases.map { slip in
      Suspect(
        slip.mistake, at: "step(_:from:), which task 2 checks", task: 2,
        oracle.states(inputs, from: initialState, slip: slip))
    }
    return ofSteps + [
      Suspect("the first hidden state is ignored and zeros stand in its place", at: loop, fromZero),
      Suspect(
        "the first hidden state is ignored and zeros stand in its place", at: loop,
        [initialState] + fromZero.dropFirst()),
      Suspect(
        "every step starts from H_0 instead of the state before it", at: loop,
        oracle.states(inputs, from: initialState, chained: false)),
      Suspect(
        "H_0 is missing from the states", at: "where the list of states starts", Array(right.dropFirst())),
      Suspect("the last state is missing", at: "where a state is added to the list", Array(right.dropLast())),
    ]
  }

  /// What the prediction from the initial state is with each known slip.
  func predictionSuspects() -> [Suspect] {
    let place = "predict(_:)"
    return [
      Suspect("the softmax is left out", at: place, oracle.logits(initialState)),
      Suspect(
        "the bias b_q is left out", at: place, RNNOracle.softmax(oracle.logits(initialState, biasTimes: 0))),
      Suspect(
        "the bias b_q is added twice", at: place, RNNOracle.softmax(oracle.logits(initialState, biasTimes: 2))
      ),
    ]
  }

  /// What a softmax gives with each known slip, of the shift or of the division.
  static func softmaxSuspects(_ logits: Matrix<Double>) -> [Suspect] {
    let (shift, sum) = ("what softmax(_:) subtracts before it takes exp", "what softmax(_:) divides by")
    let unshifted = exp(logits)
    let shiftedTogether = exp(logits - logits.maximum())
    let shiftedByFirst = exp(logits - logits.columns(0..<1))
    let shiftedByMean = exp(logits - logits.rowSums() / Double(logits.columns))
    let divisions = [unshifted, shiftedTogether, exp(logits - logits.rowMaxima())].flatMap { powers in
      [
        Suspect("the division is left out", at: sum, powers),
        Suspect("the sum goes over the whole matrix instead of each row", at: sum, powers / powers.sum()),
        Suspect("the sum goes over each column instead of each row", at: sum, powers / powers.columnSums()),
      ]
    }
    return divisions + [
      Suspect(
        "nothing is subtracted before exp, so that it overflows", at: shift, unshifted / unshifted.rowSums()),
      Suspect(
        "the largest logit of the whole matrix is subtracted instead of each row's own", at: shift,
        shiftedTogether / shiftedTogether.rowSums()),
      Suspect(
        "each row's first logit is subtracted instead of its largest", at: shift,
        shiftedByFirst / shiftedByFirst.rowSums()),
      Suspect(
        "each row's mean is subtracted instead of its largest logit", at: shift,
        shiftedByMean / shiftedByMean.rowSums()),
    ]
  }
}
