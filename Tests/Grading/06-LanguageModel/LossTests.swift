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
        suspects: LanguageModelOracle.Slip.allCases.map {
          Suspect($0.mistake, at: "logits(_:)", oracle.logits(inputs, slip: $0))
        } + [
          Suspect(
            "the logits of the last step are missing", at: "logits(_:)", oracle.logits(inputs).rows(0..<5)),
          Suspect("only the last step's logits are kept", at: "logits(_:)", oracle.logits(inputs).row(5)),
          Suspect(
            "the softmax is taken already, where logits are asked for", at: "logits(_:)",
            softmax(oracle.logits(inputs))),
        ])
      try assertClose(
        model.logits([inputs[0]]), oracle.logits([inputs[0]]), "logits(_:) of a single step")
    }
  }

  func testTask3_theLossIsSummedOverAllPredictions() throws {
    try grade {
      let (model, oracle) = makeExample()
      let right = oracle.loss(sentence)
      let place = "loss(of:)"
      try assertClose(
        [[model.loss(of: sentence)]], [[right]], "loss(of:)",
        suspects: [
          Suspect("the mean is taken instead of the sum", at: place, [[right / 6]]),
          Suspect(
            "the prediction of <EOS> is left out", at: place, [[oracle.loss(sentence, withEnd: false)]]),
          Suspect("the sign is that of a log-probability", at: place, [[-right]]),
          Suspect("the loss is in bits instead of nats", at: place, [[right / log(2)]]),
          Suspect(
            "every step starts from a state of zeros", at: "logits(_:)",
            [[oracle.loss(sentence, slip: .stateReset)]]),
        ], hint: "It is minus the log-probability of the T + 1 targets, <EOS> among them.")
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
      let right = oracle.bits(sentences)
      let losses = sentences.map { oracle.loss($0) }
      let lengths = sentences.map { Double($0.count) }
      let place = "bitsPerPrediction(of:)"
      let means = zip(losses, lengths).map { $0 / ($1 + 1) }
      let sum = losses.reduce(0, +)
      let joined = oracle.loss(Array(sentences.joined(separator: [0])))
      try assertClose(
        [[model.bitsPerPrediction(of: sentences)]], [[right]], "bitsPerPrediction(of:)",
        suspects: [
          Suspect("the result is in nats instead of bits", at: place, [[right * log(2)]]),
          Suspect("nats are multiplied by log 2 instead of divided", at: place, [[right * log(2) * log(2)]]),
          Suspect(
            "each sentence counts the same, however long it is", at: place,
            [[means.reduce(0, +) / 4 / log(2)]]),
          Suspect(
            "<EOS> is not counted among the predictions", at: place,
            [[sum / lengths.reduce(0, +) / log(2)]]),
          Suspect("the sum is divided by the number of sentences", at: place, [[sum / 4 / log(2)]]),
          Suspect(
            "the sentences are read as one long text, so that each starts from the state that another left",
            at: place, [[joined / (lengths.reduce(0, +) + 4) / log(2)]]),
          Suspect("the sum is not divided", at: place, [[sum / log(2)]]),
        ])
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
