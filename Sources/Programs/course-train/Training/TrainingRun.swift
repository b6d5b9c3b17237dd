import CommandSupport
import Formats
import Foundation
import SequenceTraining
import TextEncoding

/// One call of `course train`, from the options to the last message.
struct TrainingRun {
  private let text: TrainingText
  private let place: CheckpointPlace
  private let resumes: Bool
  private let source: String?
  private let trainer: CommandTrainer
  /// After how many updates the checkpoint on the disk was written; `nil` if it is not of this training.
  private var savedStep: Int?
  private var screen: TrainingScreen

  /// Reads the text and, to resume, the checkpoint.
  ///
  /// - Throws: `Complaint` or ``InvalidInputError`` before anything is written.
  init(_ arguments: Arguments) throws {
    let options = TrainingOptions(arguments)
    try options.check()
    place = try CheckpointPlace(arguments)
    resumes = arguments.flag(.resume)
    source = arguments.positional(.file)
    let file = try source.map { URL(fileURLWithPath: $0) } ?? Self.ownText()
    if resumes {
      guard place.exists else {
        throw Complaint(
          "there is no checkpoint \(place.file.relativePath) to resume; train without --resume first")
      }
      let checkpoint = try CommandCheckpoint(contentsOf: place.file)
      try options.checkAgreement(with: checkpoint, on: checkpoint.tokenizer.kind)
      let share = checkpoint.plan.heldOutShare
      // A text of other characters is refused as such, so they are read afresh.
      text =
        try checkpoint.tokenizer is CharacterTokenizer
        ? TrainingText(contentsOf: file, heldOutShare: share)
        : TrainingText(contentsOf: file, heldOutShare: share, tokenizer: checkpoint.tokenizer)
      do {
        trainer = try checkpoint.trainer(
          on: text, stepCount: options.stepCount, threadCount: options.threadCount)
      } catch let error as InvalidInputError {
        throw Complaint("\(place.file.relativePath): \(error)")
      }
    } else {
      text = try TrainingText(contentsOf: file, heldOutShare: options.heldOutShare, tokens: options.tokens)
      let cell = try options.cell
      trainer = try CommandTrainer(
        plan: options.plan(for: text), text: text, threadCount: options.threadCount
      ) { AnyCell(cell, inputSize: $0, hiddenSize: $1, using: &$2) }
    }
    try place.checkWritable()
    try place.checkThatNothingIsLost(trainingOn: file)
    screen = TrainingScreen(terminal: .standard, isSilent: arguments.flag(.json))
    screen.begin(
      with: trainer, text: text, name: source ?? "the course's own text", place: place, resumes: resumes)
  }

  /// The text that ships with the course.
  private static func ownText() throws -> URL {
    guard let file = CourseText.lighthouse else {
      throw Complaint("the course's own text is missing next to the command; name a text file instead")
    }
    return file
  }

  /// Trains until the plan is done, the user asks to stop or the training diverges; in each case the checkpoint is intact.
  func go() throws -> ExitStatus {
    var run = self
    return try run.train()
  }

  private mutating func train() throws -> ExitStatus {
    let interruption = Interruption()
    if resumes { savedStep = trainer.step }
    var best = try BestModel(beside: place, resuming: resumes ? trainer : nil, on: text)
    let firstStep = trainer.step
    let start = DispatchTime.now()
    while !trainer.isFinished {
      trainer.advance()
      if let divergence = trainer.divergence { throw diverged(divergence.description) }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) * 1e-9
      let rate = Double((trainer.step - firstStep) * trainer.tokensPerStep) / max(seconds, 1e-9)
      screen.update(trainer, tokensPerSecond: rate)
      if interruption.isRequested {
        try save()
        screen.interrupted(at: trainer, source: source, place: place)
        return .interrupted
      }
      if trainer.step % trainer.plan.evaluationInterval == 0, !trainer.isFinished {
        try save()
        let loss = try heldOutLoss()
        try best.look(at: trainer, heldOutLoss: loss)
        screen.evaluated(trainer, heldOutLoss: loss)
        if trainer.plan.stopsEarly(atStep: trainer.step, bestStep: best.step) {
          screen.stoppedEarly(at: trainer, best: best)
          break
        }
      }
    }
    try save()
    return try finish(&best)
  }

  private mutating func finish(_ best: inout BestModel) throws -> ExitStatus {
    let loss = try heldOutLoss()
    try best.look(at: trainer, heldOutLoss: loss)
    // A second name for the last model would only confuse.
    if best.step == trainer.step { place.forgetBest() }
    let result = TrainingResult(
      of: trainer, heldOutLoss: loss, best: best, bigramLoss: screen.bigramLoss, place: place)
    try screen.finish(result, text: text, place: place)
    return .done
  }

  /// An existing model is replaced only now that there is a new one.
  private mutating func save() throws {
    guard trainer.isFinite else {
      throw diverged(
        "the training diverged: after update \(grouped(trainer.step)) its numbers are not all finite; train with a "
          + "smaller learning rate")
    }
    if savedStep == nil {
      try place.setAside()
      place.forgetBest()
    }
    try trainer.save(to: place.file)
    savedStep = trainer.step
  }

  /// The loss on the held-out text, which decides which model is kept.
  private func heldOutLoss() throws -> Double {
    let loss = trainer.heldOutLoss()
    guard loss.isFinite else {
      throw diverged(
        "the training diverged: after update \(grouped(trainer.step)) the loss on the held-out text is \(loss); train "
          + "with a smaller learning rate")
    }
    return loss
  }

  /// The message for a training that cannot continue, with the models it leaves.
  private func diverged(_ message: String) -> Complaint {
    screen.stopped()
    let smaller = String(format: "%.3g", trainer.plan.learningRate / 10)
    let fresh = resumes ? " and without --resume, which keeps the old one" : ""
    let left =
      savedStep.map { "\(place.file.relativePath) holds the model after update \(grouped($0))" }
      ?? "no checkpoint was written" + (place.exists ? ", and \(place.file.relativePath) is unchanged" : "")
    return Complaint(
      message,
      hints: ["train again with \(Option.Name.rate.dashed) \(smaller)\(fresh)", left])
  }
}
