import EarlierUnits
import Exercise06LanguageModel
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 3: the pass over a sentence, and its loss. T = 5, V = 7, H = 4.
final class LossTests: GradedTestCase {
  private let sentence = [3, 1, 6, 6, 2]

  private func makeExample() -> (model: LanguageModel, oracle: LanguageModelOracle) {
    var generator = makeGenerator()
    let oracle = LanguageModelOracle(using: &generator)
    return (LanguageModel(layer: oracle.layer, output: oracle.output), oracle)
  }

  func testTask3_theLogitsOfEveryStepComeFromItsState() throws {
    try grade {
      let (model, oracle) = makeExample()
      let inputs = oracle.inputs(sentence)
      try assertClose(
        model.logits(inputs), oracle.logits(inputs), "logits(_:)",
        suspects: LanguageModelOracle.Mistake.allCases.map {
          Suspect($0.description, at: "logits(_:)", oracle.logits(inputs, mistake: $0))
        } + [
          Suspect(
            "the logits of the last step are missing", at: "logits(_:)", oracle.logits(inputs).rows(0..<5)),
          Suspect("only the last step's logits are kept", at: "logits(_:)", oracle.logits(inputs).row(5)),
          Suspect(
            "the softmax is already taken, but logits are required", at: "logits(_:)",
            softmax(oracle.logits(inputs))),
          Suspect(
            "the logits of the first step are missing", at: "logits(_:)", oracle.logits(inputs).rows(1..<6)),
          Suspect(
            "every row holds the last step's logits", at: "logits(_:)",
            concatenate(rows: inputs.map { _ in oracle.logits(inputs).row(5) })),
          Suspect(
            "the bias b_q is missing", at: "logits(_:)", oracle.logits(inputs) - oracle.output.bias),
          Suspect(
            "the rows are in reverse order", at: "logits(_:)",
            concatenate(rows: (0..<6).reversed().map { oracle.logits(inputs).row($0) })),
        ],
        hint: "Each step continues from the previous state, and its state goes through the output layer."
      )
      try assertClose(
        model.logits([inputs[0]]), oracle.logits([inputs[0]]), "logits(_:) of a single step")
    }
  }

  func testTask3_theLossIsSummedOverAllPredictions() throws {
    try grade {
      let (model, oracle) = makeExample()
      let right = oracle.loss(sentence)
      try assertClose(
        [[model.loss(of: sentence)]], [[right]], "loss(of:)",
        suspects: LanguageModelSuspects.loss(of: sentence, oracle),
        hint: "It is minus the log-probability of the T + 1 targets, <EOS> among them.")
    }
  }

  func testTask3_anEmptySentenceCostsTheProbabilityOfItsEnd() throws {
    try grade {
      let (model, oracle) = makeExample()
      try assertClose(
        model.loss(of: []), oracle.loss([]), "loss(of: [])",
        hint: "The model has to say <EOS> at once; that is one prediction.")
    }
  }

  func testTask3_bitsAreTheMeanOverAllPredictions() throws {
    try grade {
      let (model, oracle) = makeExample()
      let sentences = [sentence, [4], [5, 1], sentence.reversed() + [1, 1, 4]]
      try assertClose(
        [[model.bitsPerPrediction(of: sentences)]], [[oracle.bits(sentences)]], "bitsPerPrediction(of:)",
        suspects: LanguageModelSuspects.bits(sentences, oracle),
        hint: "Sum the losses, divide by the number of all predictions (T + 1 per sentence), then by log 2.")
      for few in [[[]], [[], [3]], [[6]]] as [[[Int]]] {
        try assertClose(
          model.bitsPerPrediction(of: few), oracle.bits(few), "bitsPerPrediction(of: \(few))",
          hint: "An empty sentence has one prediction, that of <EOS>.")
      }
    }
  }

  func testTask3_theGivenGradientIsThatOfTheLoss() throws {
    try grade {
      let (model, oracle) = makeExample()
      let pairs = TeacherForcing(inputs: oracle.inputs(sentence), targets: sentence + [0])
      try assertGradient(
        model.gradient(of: pairs).layer.weightHH,
        of: { weight in
          var moved = model
          moved.layer.weightHH = weight
          return try moved.loss(of: sentence)
        }, at: model.layer.weightHH, "the gradient of your loss by W_hh",
        hint: "The gradient is given and belongs to the summed loss of all T + 1 predictions.")
    }
  }
}
