import GradingSupport
import LinearAlgebra

extension RNNExample {
  /// Where to look when no known mistake fits.
  static let equationOfPrediction = "Ŷ is softmax(H · W_hq + b_q), row by row."

  /// The result of one step with each known mistake.
  func stepSuspects(
    _ place: String, input: Matrix<Double>? = nil, from state: Matrix<Double>? = nil
  ) -> [Suspect] {
    RNNOracle.Mistake.allCases.map { mistake in
      Suspect(
        mistake.description, at: place,
        oracle.step(input ?? inputs[0], from: state ?? initialState, mistake: mistake))
    }
  }

  /// The result of the stacked step with each known mistake, of the step or of the order of the two halves.
  func stackedStepSuspects() -> [Suspect] {
    func step(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Matrix<Double> {
      tanh(matmul(left, right) + oracle.bias)
    }
    let place = "stackedStep(_:from:) and the order in stacked(_:_:) and stackedWeight()"
    return stepSuspects("stackedStep(_:from:)") + [
      Suspect(
        "the input is to the left of the state, but W_hh is on top of W_xh", at: place,
        step(stackedInputSwapped, stackedWeight)),
      Suspect(
        "W_xh is on top of W_hh, but the state is to the left of the input", at: place,
        step(stackedInput, stackedWeightSwapped)),
    ]
  }

  /// The states of the whole sequence with each known mistake of the loop: T + 1 of them.
  private var loopMistakes: [(description: String, states: [Matrix<Double>])] {
    let zero = Matrix<Double>.zeros(initialState.shape)
    let fromZero = oracle.states(inputs, from: zero)
    let right = oracle.states(inputs, from: initialState)
    let ignored = "the first hidden state is ignored and zeros are used instead"
    return [
      (ignored, fromZero), (ignored, [initialState] + fromZero.dropFirst()),
      (
        "every step starts from H_0 instead of the previous state",
        oracle.states(inputs, from: initialState, chained: false)
      ),
      (
        "every step reads the first input instead of its own",
        oracle.states(inputs.map { _ in inputs[0] }, from: initialState)
      ),
      (
        "the inputs are read from the last to the first",
        oracle.states(inputs.reversed(), from: initialState)
      ),
      (
        "the previous state is kept instead of the new one",
        [initialState] + right.dropLast()
      ),
      ("every step keeps H_0 again", right.map { _ in initialState }),
    ]
  }

  /// The states of the whole sequence with each known mistake, of the step or of the loop around it.
  func stateSuspects() -> [Suspect] {
    let right = oracle.states(inputs, from: initialState)
    let list = "where a state is added to the list"
    return stepMistakes.map { mistake in
      Suspect(mistake.description, at: mistake.place, task: 2, mistake.states)
    } + loopMistakes.map { Suspect($0.description, at: "the loop in forward(_:from:)", $0.states) } + [
      Suspect(
        "H_0 is missing from the states", at: "where the list of states starts",
        Array(right.dropFirst())),
      Suspect(
        "zeros are kept as H_0, though the first step starts from the given state",
        at: "where the list of states starts", [.zeros(initialState.shape)] + right.dropFirst()),
      Suspect("the last state is missing", at: list, Array(right.dropLast())),
      Suspect("no state is added to the list after H_0", at: list, [initialState]),
      Suspect(
        "every state is added twice", at: list,
        [initialState] + right.dropFirst().flatMap { [$0, $0] }),
    ]
  }

  private var stepMistakes: [(description: String, place: String, states: [Matrix<Double>])] {
    RNNOracle.Mistake.allCases.map { mistake in
      (
        mistake.description, "step(_:from:), which task 2 checks",
        oracle.states(inputs, from: initialState, mistake: mistake)
      )
    }
  }

  /// The prediction from a state with each known mistake of the softmax, which is task 1, or of the rest.
  private var predictionMistakes:
    [(description: String, place: String, task: Int?, predict: (Matrix<Double>) -> Matrix<Double>)]
  {
    let place = "predict(_:)"
    let softmax = RNNOracle.softmax
    let oracle = oracle
    return RNNOracle.softmaxMistakes.map { mistake in
      (mistake.description, "softmax(_:), which task 1 checks", 1, { mistake.apply(oracle.logits($0)) })
    } + [
      ("the softmax is missing", place, nil, { oracle.logits($0) }),
      ("the bias b_q is missing", place, nil, { softmax(oracle.logits($0, biasTimes: 0)) }),
      ("the bias b_q is added twice", place, nil, { softmax(oracle.logits($0, biasTimes: 2)) }),
      ("the bias b_q is subtracted", place, nil, { softmax(oracle.logits($0, biasTimes: -1)) }),
      (
        "the bias b_q is added after the softmax", place, nil,
        { softmax(oracle.logits($0, biasTimes: 0)) + oracle.biasQ }
      ),
      (
        "the bias b_q is added to the first row only", place, nil,
        { state in
          let without = softmax(oracle.logits(state, biasTimes: 0))
          let first = softmax(oracle.logits(state)).row(0)
          return concatenate(rows: [first] + (1..<state.rows).map(without.row))
        }
      ),
      (
        "a tanh is applied to the logits", place, nil, { softmax(tanh(oracle.logits($0))) }
      ),
      (
        "a tanh is applied to the state once more", place, nil, { softmax(oracle.logits(tanh($0))) }
      ),
    ]
  }

  /// The prediction from the initial state with each known mistake.
  func predictionSuspects() -> [Suspect] {
    predictionMistakes.map {
      Suspect($0.description, at: $0.place, task: $0.task, $0.predict(initialState))
    }
  }

  /// The predictions of the whole sequence with each known mistake of the loop, or of the earlier tasks.
  func sequencePredictionSuspects() -> [Suspect] {
    let loop = "the loop in forward(_:from:)"
    let states = oracle.states(inputs, from: initialState)
    let right = states.map(oracle.predict)
    return stepMistakes.map { mistake in
      Suspect(mistake.description, at: mistake.place, task: 2, mistake.states.dropFirst().map(oracle.predict))
    }
      + predictionMistakes.map { mistake in
        Suspect(
          mistake.description, at: mistake.task == nil ? "predict(_:), which task 3 checks" : mistake.place,
          task: mistake.task ?? 3, states.dropFirst().map(mistake.predict))
      } + [
        Suspect(
          "the prediction is computed from the previous state", at: loop, Array(right.dropLast())
        ),
        Suspect(
          "every prediction is made from H_0", at: loop, states.dropFirst().map { _ in right[0] }),
      ] + loopMistakes.map { Suspect($0.description, at: loop, $0.states.dropFirst().map(oracle.predict)) }
  }

  /// The result of a softmax with each known mistake, of the shift or of the division.
  static func softmaxSuspects(_ logits: Matrix<Double>) -> [Suspect] {
    RNNOracle.softmaxMistakes.map { Suspect($0.description, at: $0.place, $0.apply(logits)) }
  }
}
