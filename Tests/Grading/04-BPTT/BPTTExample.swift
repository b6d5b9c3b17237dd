import GradingSupport
import LinearAlgebra

/// A random network with a sequence, in sizes that are all different, so that no transposed matrix fits by chance.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct BPTTExample {
  static let (steps, batch, inputSize, hiddenSize, classes) = (5, 2, 3, 4, 7)

  let oracle: BPTTOracle
  let inputs: [Matrix<Double>]  // 5 of [2, 3]
  let initialState: Matrix<Double>  // [2, 4]
  let targets: [[Int]]  // 5 of 2
  /// Any gradient of a state, for one backward step: [2, 4].
  let stateGradient: Matrix<Double>

  init(steps: Int = BPTTExample.steps, using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -0.9...0.9, using: &generator)
    }
    oracle = BPTTOracle(
      weightIH: random(Self.inputSize, Self.hiddenSize), weightHH: random(Self.hiddenSize, Self.hiddenSize),
      bias: random(1, Self.hiddenSize), weightHQ: random(Self.hiddenSize, Self.classes),
      biasQ: random(1, Self.classes))
    inputs = (0..<steps).map { _ in random(Self.batch, Self.inputSize) }
    initialState = random(Self.batch, Self.hiddenSize)
    stateGradient = random(Self.batch, Self.hiddenSize)
    targets = (0..<steps).map { _ in
      (0..<Self.batch).map { _ in Int.random(in: 0..<Self.classes, using: &generator) }
    }
  }

  var kept: [BPTTOracle.Kept] { oracle.forward(inputs, from: initialState) }
  var logitGradients: [Matrix<Double>] { oracle.logitGradients(kept, targets) }

  /// The loss with one of the weights replaced.
  func loss(_ place: WritableKeyPath<BPTTOracle, Matrix<Double>>, _ value: Matrix<Double>) -> Double {
    var moved = oracle
    moved[keyPath: place] = value
    return moved.loss(inputs, from: initialState, targets)
  }

  /// One gradient of a step with each known mistake.
  func stepSuspects(_ part: KeyPath<BPTTOracle.Step, Matrix<Double>>) -> [Suspect] {
    BPTTOracle.StepMistake.allCases.map { mistake in
      Suspect(
        mistake.description, at: "stepBackward(_:through:)",
        oracle.stepBackward(stateGradient, kept[1], mistake: mistake)[keyPath: part])
    }
  }

  /// A part of the whole backward pass with each known mistake, of the loop or of the step in it.
  func sequenceSuspects(
    _ part: (BPTTOracle.Gradients) -> [Matrix<Double>]
  ) -> [Suspect] {
    let ofLoop = BPTTOracle.LoopMistake.allCases.map { mistake in
      Suspect(
        mistake.description, at: "the loop in backward(_:through:)",
        part(oracle.backward(logitGradients, kept, loopMistake: mistake)))
    }
    let ofStep = BPTTOracle.StepMistake.allCases.map { mistake in
      Suspect(
        mistake.description, at: "stepBackward(_:through:), which task 2 checks", task: 2,
        part(oracle.backward(logitGradients, kept, stepMistake: mistake)))
    }
    return ofLoop + ofStep
  }
}
