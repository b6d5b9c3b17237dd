import CommandSupport
import Formats
import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// The progress `course train` shows: a bar that redraws itself on a terminal, a line now and then elsewhere.
struct TrainingScreen {
  /// The mean loss of a bigram model on the held-out text, in nats.
  private(set) var bigramLoss = 0.0
  private let terminal: Terminal
  private let isSilent: Bool
  private var lastDrawn: DispatchTime?

  init(terminal: Terminal, isSilent: Bool) {
    self.terminal = terminal
    self.isSilent = isSilent
  }

  typealias Trainer = CommandTrainer

  /// What is about to happen, and the baseline.
  mutating func begin(
    with trainer: Trainer, text: TrainingText, name: String, place: CheckpointPlace, resumes: Bool
  ) {
    let bigram = NGramModel(order: 2, counting: text.training, vocabularySize: text.vocabularySize)
    bigramLoss = bigram.meanCrossEntropy(over: trainer.heldOut)
    let (kind, count) = (text.tokenizer.kind.rawValue, grouped(text.training.count + text.heldOut.count))
    let plan = trainer.plan
    row("text", "\(terminal.bold(name)), \(count) \(kind), \(text.vocabularySize) different")
    row("held out", "the last \(grouped(text.heldOut.count)) \(kind), for evaluation")
    let layers = plan.layerCount == 1 ? "" : "\(plan.layerCount) layers of "
    row(
      "network",
      "\(trainer.model.cellName), \(layers)\(plan.hiddenSize) hidden units, \(grouped(trainer.parameterCount)) parameters"
    )
    row("updates", "\(grouped(plan.stepCount)) of \(trainer.batchSize) × \(plan.sequenceLength) \(kind)")
    if bigramLoss > 0 {
      row(
        "baseline", "\(bitsText(bigramLoss, text)) bits per held-out character (bigrams of \(kind))")
    }
    if resumes {
      row("resumed", "\(place.file.relativePath), after update \(grouped(trainer.step))")
    } else if place.exists {
      row("kept", "the previous model, as \(place.previous.lastPathComponent)")
    }
    say("")
  }

  /// Redraws the bar, at most ten times a second.
  mutating func update(_ trainer: Trainer, tokensPerSecond: Double) {
    guard terminal.isInteractive, !isSilent else { return }
    let now = DispatchTime.now()
    if let lastDrawn, now.uptimeNanoseconds - lastDrawn.uptimeNanoseconds < 100_000_000, !trainer.isFinished {
      return
    }
    lastDrawn = now
    terminal.write("\r\(bar(trainer, tokensPerSecond))\u{1B}[K")
  }

  /// A line that stays: the model's loss on the text it never trains on.
  func evaluated(_ trainer: Trainer, heldOutLoss: Double) {
    clearBar()
    let perplexity = fixed(perplexity(meanCrossEntropy: heldOutLoss), 2)
    say(
      "update \(padded(grouped(trainer.step), 6))  training \(fixed(trainer.runningLoss, 3))"
        + "  held out \(fixed(heldOutLoss, 3)), perplexity \(perplexity), \(bitsText(heldOutLoss, trainer.text)) bits/char"
    )
  }

  /// The user stopped the work.
  func interrupted(at trainer: Trainer, source: String?, place: CheckpointPlace) {
    clearBar()
    let file = source.map { " \($0)" } ?? ""
    terminal.writeError(
      "Stopped after update \(grouped(trainer.step)); everything is saved in \(place.file.relativePath). "
        + "Resume with: \(Invocation.current) train\(file)\(place.option) --resume")
  }

  /// The model has not improved for as long as the plan waits.
  func stoppedEarly(at trainer: Trainer, best: BestModel) {
    clearBar()
    say("Stopped early: no improvement on the held-out text after update \(grouped(best.step)).")
  }

  /// The work ends early, and another message follows.
  func stopped() { clearBar() }

  /// The last word.
  func finish(_ result: TrainingResult, text: TrainingText, place: CheckpointPlace) throws {
    if isSilent {
      print(try jsonText(result))
      return
    }
    clearBar()
    say(
      "\nDone. Held out: loss \(fixed(result.heldOutLoss, 6)), perplexity \(fixed(perplexity(meanCrossEntropy: result.heldOutLoss), 3)), "
        + terminal.bold("\(fixed(result.heldOutBitsPerCharacter, 3)) bits per character"))
    if place.hasBest {
      let bits = bitsText(result.lowestHeldOutLoss, text)
      say(
        "Best after update \(grouped(result.stepOfLowestHeldOutLoss)): loss \(fixed(result.lowestHeldOutLoss, 6)), "
          + terminal.bold("\(bits) bits per character") + "; that model is kept.")
    }
    say(verdict(on: result))
    say("The model is in \(place.modelToSample.relativePath); generate text with:")
    say("  \(Invocation.current) sample\(place.option)")
  }

  /// Whether the model is better than counting.
  private func verdict(on result: TrainingResult) -> String {
    // Counting predicts every character only if there is a single one.
    guard bigramLoss > 0 else {
      return "A text of one character leaves nothing to predict, and so there is no baseline."
    }
    let verdict = result.lowestHeldOutLoss < bigramLoss ? "beaten" : "not beaten yet"
    return "The baseline of \(fixed(result.bigramBitsPerCharacter, 3)) is \(verdict)."
  }

  private func bar(_ trainer: Trainer, _ tokensPerSecond: Double) -> String {
    let (step, total) = (trainer.step, trainer.plan.stepCount)
    let loss = trainer.runningLoss
    let left = Double((total - step) * trainer.tokensPerStep) / max(1, tokensPerSecond)
    let figures =
      "  \(step)/\(total)  loss \(fixed(loss, 3))  perplexity \(fixed(perplexity(meanCrossEntropy: loss), 2))"
      + "  \(bitsText(loss, trainer.text)) bits/char  \(grouped(Int(tokensPerSecond))) tokens/s  \(clock(left)) left"
    let width = max(8, min(30, terminal.width - figures.count - 3))
    let filled = width * step / max(1, total)
    let line =
      "[" + String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled) + "]"
    return String((line + figures).prefix(terminal.width - 1))
  }

  private func clearBar() {
    if terminal.isInteractive, !isSilent { terminal.write("\r\u{1B}[K") }
  }

  private func row(_ name: String, _ text: String) {
    say(name + String(repeating: " ", count: max(1, 10 - name.count)) + text)
  }

  private func say(_ line: String) {
    if !isSilent { terminal.write(line + "\n") }
  }

  private func bitsText(_ loss: Double, _ text: TrainingText) -> String {
    fixed(text.bitsPerCharacter(loss), 3)
  }
}

/// A number with a fixed count of digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

/// An integer with a comma every three digits.
func grouped(_ value: Int) -> String {
  var digits = String(abs(value))
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}

private func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Seconds as `m:ss` or `h:mm:ss`.
private func clock(_ seconds: Double) -> String {
  let all = Int(max(0, min(seconds.rounded(.up), 359_999)))
  let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60)
  return hours > 0
    ? "\(hours):\(String(format: "%02d:%02d", minutes, rest))" : "\(minutes):\(String(format: "%02d", rest))"
}
