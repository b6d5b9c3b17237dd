import Foundation
import RecurrentNetworks

/// The training of a character model whose kind of cell nobody needs to know: what a command drives and shows.
public protocol CharacterTrainer: AnyObject {
  /// The kind of cell in one word, `LSTM`.
  var cellName: String { get }
  /// How to train.
  var plan: TrainingPlan { get }
  /// B, which a short text makes smaller than the plan's.
  var batchSize: Int { get }
  /// How many characters one update learns from, T · B.
  var tokensPerStep: Int { get }
  /// Whether all updates of the plan are done.
  var isFinished: Bool { get }
  /// The text that judges the model, in the windows of ``plan``.
  var heldOut: SequentialWindows { get }
  /// How many numbers the model has to learn.
  var parameterCount: Int { get }
  /// How many updates there have been.
  var step: Int { get }
  /// The mean loss of the last hundred updates or so, exponentially weighted, in nats.
  var runningLoss: Double { get }

  /// Why the training cannot continue, once its loss or its gradient is not a finite number; `nil` before.
  var divergence: TrainingDivergence? { get }

  /// One update; or none, if the loss or the gradient is not a finite number. Then ``divergence`` tells why, and the
  /// model stays as it is.
  ///
  /// - Precondition: the training has not diverged.
  /// - Returns: the mean loss of its window before the update, in nats.
  @discardableResult func advance() -> Double

  /// Whether all numbers of the model, the optimizer and the carried states are finite.
  var isFinite: Bool { get }

  /// The mean loss over the held-out text, in nats.
  func heldOutLoss() -> Double

  /// Writes a checkpoint whole or not at all.
  ///
  /// - Parameters:
  ///   - file: where it goes.
  ///   - text: the text that is trained on.
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written.
  func save(to file: URL, on text: TrainingText) throws
}

extension LanguageModelTrainer: CharacterTrainer where Cell: StorableCell {
  /// The kind of cell in one word, `LSTM`.
  public var cellName: String { Cell.kind }

  /// Writes a checkpoint whole or not at all.
  ///
  /// - Parameters:
  ///   - file: where it goes.
  ///   - text: the text that is trained on.
  /// - Throws: ``UnusableInput`` naming the file if it cannot be written.
  public func save(to file: URL, on text: TrainingText) throws {
    try ModelCheckpoint(self, on: text).write(to: file)
  }
}
