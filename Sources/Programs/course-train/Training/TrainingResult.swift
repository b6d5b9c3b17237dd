import RecurrentNetworks
import SequenceTraining

/// What a finished training says of itself, as `course train --json` prints it. Losses are in nats.
///
/// JSON has finite numbers only, so a perplexity beyond the range of `Double`, that of a loss above 709, is missing.
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
    of trainer: any CharacterTrainer, heldOutLoss: Double, best: BestModel, bigramLoss: Double,
    place: CheckpointPlace
  ) {
    cell = trainer.cellName.lowercased()
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
    heldOutBitsPerCharacter = bits(meanCrossEntropy: heldOutLoss)
    bigramBitsPerCharacter = bits(meanCrossEntropy: bigramLoss)
  }
}
