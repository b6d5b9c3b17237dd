import RecurrentNetworks

/// What a finished training says of itself, as `course train --json` prints it. Losses are in nats.
struct TrainingResult: Encodable {
  let steps: Int
  let trainingLoss: Double
  let heldOutLoss: Double
  let heldOutPerplexity: Double
  let heldOutBitsPerCharacter: Double
  let bigramBitsPerCharacter: Double
  let checkpoint: String

  init(steps: Int, trainingLoss: Double, heldOutLoss: Double, bigramLoss: Double, checkpoint: String) {
    self.steps = steps
    self.trainingLoss = trainingLoss
    self.heldOutLoss = heldOutLoss
    self.checkpoint = checkpoint
    heldOutPerplexity = perplexity(meanCrossEntropy: heldOutLoss)
    heldOutBitsPerCharacter = bits(meanCrossEntropy: heldOutLoss)
    bigramBitsPerCharacter = bits(meanCrossEntropy: bigramLoss)
  }
}
