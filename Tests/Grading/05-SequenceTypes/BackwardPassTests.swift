import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// Task 4: the backward passes. T = 5, B = 2, I = 3, H = 4, Q = 7, lengths 3 and 5.
final class BackwardPassTests: GradedTestCase {
  private func makeExample() -> SequenceExample {
    var generator = makeGenerator()
    return SequenceExample(using: &generator)
  }

  func testTask4_scatteringPutsEachGradientAtItsOwnLastStep() throws {
    try grade {
      var generator = makeGenerator()
      let gradient = Matrix<Double>.uniform(rows: 2, columns: 4, in: -1...1, using: &generator)
      try assertClose(
        scatterToLastSteps(gradient, lengths: [3, 5], stepCount: 5), atOwnLast(gradient, [3, 5], steps: 5),
        "scatterToLastSteps(_:lengths:stepCount:) with the lengths 3 and 5",
        suspects: scatterSuspects(gradient),
        hint: "Row b's gradient is in the matrix with index lengths[b] - 1, and zeros are everywhere else."
      )
    }
  }

  func testTask4_scatteringGivesAGradientForEveryStep() throws {
    try grade {
      var generator = makeGenerator()
      let gradient = Matrix<Double>.uniform(rows: 3, columns: 4, in: -1...1, using: &generator)
      try assertClose(
        scatterToLastSteps(gradient, lengths: [2, 1, 4], stepCount: 6),
        atOwnLast(gradient, [2, 1, 4], steps: 6),
        "scatterToLastSteps(_:lengths:stepCount: 6) with the lengths 2, 1 and 4",
        suspects: [
          Suspect(
            "there is a gradient for the steps of the longest sequence only",
            at: "scatterToLastSteps(_:lengths:stepCount:)",
            atOwnLast(gradient, [2, 1, 4], steps: 4))
        ], hint: "One matrix for each of the stepCount steps, zeros where no sequence ends.")
    }
  }

  func testTask4_theOutputLayerLearnsFromEveryStep() throws {
    try grade {
      let example = makeExample()
      let right = manyToMany(example).output.matrices
      let place = "manyToManyGradients(_:through:)"
      let last = gradients(
        example, [(example.logitGradients[4], example.states[4])], example.states)
      let before = [Matrix<Double>.zeros(example.states[0].shape)] + example.states
      let first = gradients(
        example, [(example.logitGradients[0], example.states[0])], example.states)
      let crossed = gradients(
        example, zip(example.logitGradients.reversed(), example.states).map { ($0, $1) }, example.states)
      let early = gradients(example, zip(example.logitGradients, before).map { ($0, $1) }, example.states)
      try assertClose(
        example.network.manyToManyGradients(example.logitGradients, through: example.cache).output.matrices,
        right, "the gradients of W_hq and b_q, many-to-many",
        suspects: [
          Suspect("only the last step's part is kept", at: place, last.output.matrices),
          Suspect(
            "the output layer's input is taken one step too early: cache.states begins with H_0", at: place,
            early.output.matrices),
          Suspect("the mean over the steps is taken", at: place, right.map { $0 / 5 }),
          Suspect("only the first step's part is kept", at: place, first.output.matrices),
          Suspect(
            "the steps' gradients meet the states in reverse order", at: place, crossed.output.matrices),
          Suspect(
            "nothing is added to the output layer's gradient", at: place, right.map { $0 * 0 }),
        ], hint: "Every step adds the result of output.backward for its own logit gradient and its own state."
      )
    }
  }

  func testTask4_theLayerLearnsFromEveryStep() throws {
    try grade {
      let example = makeExample()
      let place = "manyToManyGradients(_:through:)"
      let onlyLast = (0..<5).map { step in
        toStates(example, example.logitGradients[step]) * (step == 4 ? 1 : 0)
      }
      try assertClose(
        example.network.manyToManyGradients(example.logitGradients, through: example.cache).layer.matrices,
        manyToMany(example).layer.matrices, "the gradients of W_xh, W_hh and b_h, many-to-many",
        suspects: [
          Suspect(
            "only the last step's answer is propagated back into the layer", at: place,
            gradients(example, [], onlyLast).layer.matrices),
          Suspect(
            "the steps' gradients reach the layer in the reverse order", at: place,
            gradients(example, [], example.logitGradients.reversed().map { toStates(example, $0) }).layer
              .matrices),
          Suspect(
            "the layer's gradient is never computed: it is zeros", at: place,
            example.network.layer.zeroed().matrices),
          Suspect(
            "only the first step's answer is propagated back into the layer", at: place,
            gradients(
              example, [], (0..<5).map { toStates(example, example.logitGradients[$0]) * ($0 == 0 ? 1 : 0) }
            ).layer.matrices),
        ], hint: "Each state gradient is the `input` of output.backward, for all T steps in order.")
    }
  }

  func testTask4_oneAnswerPerSequenceIsBackpropagatedFromItsOwnEnd() throws {
    try grade {
      let example = makeExample()
      let gradient = example.logitGradients[0]
      func result(_ lengths: [Int]) -> [Matrix<Double>] {
        gradients(
          example, [(gradient, ownLast(example.states, lengths))],
          atOwnLast(toStates(example, gradient), lengths, steps: 5)
        ).matrices
      }
      let everywhere = (0..<5).map { step in
        toStates(example, gradient) * Matrix(example.lengths.map { [step < $0 ? 1.0 : 0.0] })
      }
      let read = ownLast(example.states, example.lengths)
      let place = "manyToOneGradients(_:through:lengths:)"
      let ends = atOwnLast(toStates(example, gradient), example.lengths, steps: 5)
      let fromEnd = gradients(example, [(gradient, example.states[4])], ends).matrices
      let early = gradients(
        example, [(gradient, ownLast([.zeros(example.states[0].shape)] + example.states, example.lengths))],
        ends
      ).matrices
      try assertClose(
        example.network.manyToOneGradients(gradient, through: example.cache, lengths: example.lengths)
          .matrices, result(example.lengths), "the gradients (W_xh, W_hh, b_h, W_hq, b_q), many-to-one",
        suspects: [
          Suspect(
            "lastStates reads the state one step before the last", at: "lastStates(_:lengths:)", task: 3,
            early),
          Suspect(
            "lastStates reads the state after step T in every row", at: "lastStates(_:lengths:)", task: 3,
            fromEnd),
          Suspect("the backward pass starts at step T in every row", at: place, result([5, 5])),
          Suspect(
            "all steps of a sequence get the gradient that belongs to its last one", at: place,
            gradients(example, [(gradient, read)], everywhere).matrices),
          Suspect(
            "every row's gradient is at step T, though a short sequence has already ended",
            at: "scatterToLastSteps(_:lengths:stepCount:)",
            gradients(
              example, [(gradient, read)], atOwnLast(toStates(example, gradient), [5, 5], steps: 5)
            ).matrices),
          Suspect(
            "the output layer's input is the state after step T", at: place,
            fromEnd),
          Suspect(
            "the output layer's input is taken one step too early: cache.states begins with H_0", at: place,
            early),
          Suspect(
            "the gradients are placed one step too late", at: "scatterToLastSteps(_:lengths:stepCount:)",
            gradients(example, [(gradient, read)], late(toStates(example, gradient), by: 1)).matrices),
          Suspect(
            "the gradients are placed one step too early", at: "scatterToLastSteps(_:lengths:stepCount:)",
            gradients(
              example, [(gradient, read)], atOwnLast(toStates(example, gradient), [2, 4], steps: 5)
            ).matrices),
          Suspect(
            "nothing is propagated back into the layer: its gradients are zeros", at: place,
            gradients(example, [(gradient, read)], example.states.map { $0 * 0 }).matrices),
        ],
        hint:
          "output.backward gets lastStates of the states after H_0; scatterToLastSteps distributes its input gradient."
      )
    }
  }

  func testTask4_noSequenceHasToReachTheLastStep() throws {
    try grade {
      let example = makeExample()
      let (gradient, lengths) = (example.logitGradients[1], [4, 1])
      let right = gradients(
        example, [(gradient, ownLast(example.states, lengths))],
        atOwnLast(toStates(example, gradient), lengths, steps: 5))
      try assertClose(
        example.network.manyToOneGradients(gradient, through: example.cache, lengths: lengths).matrices,
        right.matrices, "the gradients (W_xh, W_hh, b_h, W_hq, b_q), many-to-one, of 4 steps and of 1",
        hint:
          "The cache holds all T steps, whatever the lengths are; nothing was read from those after the ends."
      )
    }
  }

  func testTask4_aSequenceOfOneStepHasABackwardPassToo() throws {
    try grade {
      let example = makeExample()
      let (gradient, state) = (example.logitGradients[0], example.states[0])
      let cache = RNNLayer.Cache(inputs: [example.inputs[0]], states: Array(example.cache.states.prefix(2)))
      var right = example.network.zeroed()
      right.output.weight += matmul(state, gradient, transposingFirst: true)
      right.output.bias += gradient.columnSums()
      right.layer = example.network.layer.backward([toStates(example, gradient)], through: cache).parameters
      let names = "(W_xh, W_hh, b_h, W_hq, b_q)"
      try assertClose(
        example.network.manyToManyGradients([gradient], through: cache).matrices, right.matrices,
        "the gradients \(names), many-to-many, of one step")
      try assertClose(
        example.network.manyToOneGradients(gradient, through: cache, lengths: [1, 1]).matrices,
        right.matrices,
        "the gradients \(names), many-to-one, of one step")
      try assertClose(
        scatterToLastSteps(gradient, lengths: [1, 1], stepCount: 1), [gradient],
        "scatterToLastSteps(_:lengths:stepCount: 1)")
    }
  }

  func testTask4_finiteDifferencesAgree() throws {
    try grade {
      let example = makeExample()
      let many = try example.network.manyToManyGradients(example.logitGradients, through: example.cache)
      let one = try example.network.manyToOneGradients(
        example.logitGradients[0], through: example.cache, lengths: example.lengths)
      func states(_ weightHH: Matrix<Double>) -> [Matrix<Double>] {
        var layer = example.network.layer
        layer.weightHH = weightHH
        return LoopRNN(layer).states(example.inputs)
      }
      let output = LoopLinear(example.network.output)
      try assertGradient(
        many.layer.weightHH, of: { dots(states($0).map(output.logits), example.logitGradients) },
        at: example.network.layer.weightHH, "the gradient of W_hh, many-to-many")
      try assertGradient(
        one.layer.weightHH,
        of: { dots([output.logits(ownLast(states($0), example.lengths))], [example.logitGradients[0]]) },
        at: example.network.layer.weightHH, "the gradient of W_hh, many-to-one")
    }
  }
}
