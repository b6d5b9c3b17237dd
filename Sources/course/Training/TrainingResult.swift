import RecurrentNetworks
import SequenceTraining

/// What a finished training says of itself, as `course train --json` prints it. Losses are in nats.
struct TrainingResult: Encodable {
  let cell: String
  let layers: Int
  let parameters: Int
  let steps: Int
  let trainingLoss: Double
  let heldOutLoss: Double
  let heldOutPerplexity: Double
  let heldOutBitsPerCharacter: Double
  let bigramBitsPerCharacter: Double
  let checkpoint: String

  init(of trainer: any CharacterTrainer, heldOutLoss: Double, bigramLoss: Double, checkpoint: String) {
    cell = trainer.cellName.lowercased()
    layers = trainer.plan.layerCount
    parameters = trainer.parameterCount
    steps = trainer.step
    trainingLoss = trainer.runningLoss
    self.heldOutLoss = heldOutLoss
    self.checkpoint = checkpoint
    heldOutPerplexity = perplexity(meanCrossEntropy: heldOutLoss)
    heldOutBitsPerCharacter = bits(meanCrossEntropy: heldOutLoss)
    bigramBitsPerCharacter = bits(meanCrossEntropy: bigramLoss)
  }
}
