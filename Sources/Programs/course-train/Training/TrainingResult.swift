import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// The result of a finished training, in the form `course train --json` prints. Losses are in nats.
///
/// JSON has only finite numbers, so a perplexity beyond the range of `Double`, from a loss above 709, is
/// missing. A loss is per token, and a token can have several characters: bits per character compare all
/// kinds of tokens.
struct TrainingResult: Encodable {
  let cell: String
  let layers: Int
  let parameters: Int
  let steps: Int
  let trainingLoss: Double
  let heldOutLoss: Double
  let heldOutPerplexity: Double?
  let heldOutBitsPerCharacter: Double
  let lowestHeldOutLoss: Double
  let stepOfLowestHeldOutLoss: Int
  let bigramBitsPerCharacter: Double
  let checkpoint: String
  let bestCheckpoint: String

  init(
    of trainer: CommandTrainer, heldOutLoss: Double, best: BestModel, bigramLoss: Double,
    place: CheckpointPlace
  ) {
    cell = trainer.model.cellName.lowercased()
    layers = trainer.plan.layerCount
    parameters = trainer.parameterCount
    steps = trainer.step
    trainingLoss = trainer.runningLoss
    self.heldOutLoss = heldOutLoss
    lowestHeldOutLoss = best.loss
    stepOfLowestHeldOutLoss = best.step
    checkpoint = place.file.path
    bestCheckpoint = place.modelToSample.path
    let perplexity = perplexity(meanCrossEntropy: heldOutLoss)
    heldOutPerplexity = perplexity.isFinite ? perplexity : nil
    heldOutBitsPerCharacter = trainer.text.bitsPerCharacter(heldOutLoss)
    bigramBitsPerCharacter = trainer.text.bitsPerCharacter(bigramLoss)
  }
}

extension TrainingText {
  /// A mean loss per token, in nats, as bits per character of the held-out text.
  func bitsPerCharacter(_ loss: Double) -> Double { bits(meanCrossEntropy: loss) / charactersPerToken }
}

extension IndexedTokenizer {
  /// The kind of tokens it cuts a text into.
  var kind: TokenKind {
    switch self {
    case is CharacterTokenizer: .characters
    case is BytePairTokenizer: .pieces
    default: .words
    }
  }
}
