import CommandSupport
import Formats
import LinearAlgebra
import SequenceTraining
import TextEncoding

extension Action {
  /// `course sample`
  static let sample = Action(.sample) { arguments in
    let place = try CheckpointPlace(arguments)
    let length = try arguments.integer(.length, in: 1...100_000_000) ?? 500
    let sampler = try Sampler(
      temperature: try arguments.double(.temperature, in: 0...) ?? 0.8,
      topK: try arguments.integer(.topK, in: 1...1_000_000),
      topP: try arguments.double(.topP, in: 1e-9...1))
    let seed =
      try arguments.integer(.seed, in: 0...Int.max).map(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
    guard place.exists || place.hasBest else {
      throw Complaint(
        "there is no model \(place.file.relativePath) yet: train one with '\(Invocation.current) train'")
    }
    let model = try CommandCheckpoint(
      contentsOf: arguments.flag(.last) ? place.file : place.modelToSample, isForTraining: false)
    let typed = arguments.string(.prompt) ?? ""
    let prompt = (model.tokenizer as? CharacterTokenizer)?.fittingLineEnds(in: typed) ?? typed
    do { _ = try model.tokenizer.encode(prompt) } catch {
      throw Complaint(
        "--prompt \(prompt.debugDescription): \(error); use characters of the text it learned from")
    }
    var generator = SplitMix64(seed: seed)
    let terminal = Terminal.standard
    terminal.write(terminal.bold(prompt))
    // A message about a failed draw gets its own line.
    defer { terminal.write("\n") }
    try model.sample(after: prompt, length: length, with: sampler, using: &generator) { part in
      terminal.write(part)
      return true
    }
    return .done
  }
}
