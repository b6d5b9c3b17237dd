import LinearAlgebra

/// A model and how well it does on the held-out text.
public struct EvaluatedModel<Model: TrainableModel>: Sendable {
  /// The model as it was then.
  public let model: Model
  /// Its mean loss over the held-out text, in nats.
  public let heldOutLoss: Double
  /// After how many updates that was.
  public let step: Int
}

extension Trainer {
  /// Trains to the end of the plan, evaluates after every `plan.evaluationInterval` updates and at the end, and keeps the
  /// best model. With `plan.patience` it stops early: when so many evaluations in a row were not better than the best
  /// (Prechelt, "Early stopping – but when?", 1998).
  ///
  /// - Parameter evaluated: receives the number of updates and the held-out loss of each evaluation.
  /// - Returns: the model with the lowest held-out loss.
  /// - Throws: ``TrainingDivergence`` if the loss or the gradient is no longer a finite number.
  @discardableResult
  public func run(evaluated: (_ step: Int, _ heldOutLoss: Double) -> Void = { _, _ in })
    throws(TrainingDivergence)
    -> EvaluatedModel<Model>
  {
    var best: EvaluatedModel<Model>?
    while true {
      if !isFinished { advance() }
      if let divergence { throw divergence }
      guard isFinished || step % plan.evaluationInterval == 0 else { continue }
      let loss = heldOutLoss()
      evaluated(step, loss)
      // A loss that is not a number is not better than any.
      if best == nil || loss < best?.heldOutLoss ?? .infinity {
        best = EvaluatedModel(model: model, heldOutLoss: loss, step: step)
      }
      if let best, isFinished || plan.stopsEarly(atStep: step, bestStep: best.step) { return best }
    }
  }
}
