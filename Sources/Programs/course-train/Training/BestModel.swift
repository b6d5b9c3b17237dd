import SequenceTraining

/// A training whose kind of cell the user chooses.
typealias CommandTrainer = LanguageModelTrainer<AnyCell<Float>>
/// Its checkpoint.
typealias CommandCheckpoint = ModelCheckpoint<AnyCell<Float>>

extension LanguageModel {
  /// The kind of cell in one word, `LSTM`.
  var cellName: String { layers.layers[0].cell.form.kind }
}

/// The model of a training with the lowest loss on the held-out text so far.
struct BestModel {
  /// Its mean loss on the held-out text, in nats.
  private(set) var loss = Double.infinity
  /// After how many updates it was saved.
  private(set) var step = 0
  private let place: CheckpointPlace

  /// None yet; or, to resume, the one kept next to the checkpoint, or else the checkpoint itself.
  ///
  /// - Throws: `Complaint` if the system refuses to keep a file.
  init(beside place: CheckpointPlace, resuming trainer: CommandTrainer?, on text: TrainingText) throws {
    self.place = place
    guard let trainer else { return }
    // A file that is of another training, not readable or without a finite loss counts as none.
    let kept = try? CommandCheckpoint(contentsOf: place.best).trainer(on: text)
    if let kept, kept.step <= trainer.step, case let loss = kept.heldOutLoss(), loss.isFinite {
      (self.loss, step) = (loss, kept.step)
    } else {
      try look(at: trainer, heldOutLoss: trainer.heldOutLoss())
    }
  }

  /// Keeps the checkpoint that was just written if its model is better than all before it.
  ///
  /// - Throws: `Complaint` if the system refuses to keep a file.
  mutating func look(at trainer: CommandTrainer, heldOutLoss: Double) throws {
    guard heldOutLoss < loss else { return }
    try place.keepAsBest()
    (loss, step) = (heldOutLoss, trainer.step)
  }
}
