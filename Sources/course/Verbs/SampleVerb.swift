import LinearAlgebra
import SequenceTraining
import TextEncoding

extension Verb {
  /// `course sample`
  static let sample = Verb(
    name: "sample", summary: "let a trained model write",
    details: """
      Draws one character after the other from the model of 'course train', feeding each back as the next \
      input. A low temperature plays safe, 0 always takes the likeliest character, above 1 it gets adventurous. \
      Where training went on beyond its best model, the best one writes; --last takes the last one.
      """,
    options: [
      Option(
        "checkpoint", value: "FILE", help: "The model; .course/model.safetensors of the course if not given."),
      Option("last", help: "Take the model as training left it, though an earlier one did better."),
      Option("length", value: "N", default: "500", help: "How many characters to draw."),
      Option("temperature", value: "X", default: "0.8", help: "Divides the logits before the softmax."),
      Option("top-k", value: "N", help: "Draw from the N likeliest characters only."),
      Option("top-p", value: "X", help: "Draw from the fewest characters that have the share X together."),
      Option(
        "prompt", value: "TEXT", allowsEmpty: true,
        help: "What the model reads first; a line's end if not given."),
      Option("seed", value: "N", help: "The same seed draws the same text; another each time if not given."),
    ],
    example: "course sample --prompt \"The lamp\" --temperature 0.6 --length 200 --seed 7",
    run: { arguments in
      let place = try CheckpointPlace(arguments)
      let length = try arguments.integer("length", in: 1...100_000_000) ?? 500
      let sampler = try Sampler(
        temperature: try arguments.double("temperature", in: 0...) ?? 0.8,
        topK: try arguments.integer("top-k", in: 1...1_000_000),
        topP: try arguments.double("top-p", in: 1e-9...1))
      let seed =
        try arguments.integer("seed", in: 0...Int.max).map(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
      guard place.exists || place.hasBest else {
        throw UsageError(
          "there is no model \(place.file.relativePath) yet: make one with '\(Invocation.current) train'")
      }
      let model = try CellKind.model(contentsOf: arguments.flag("last") ? place.file : place.modelToSample)
      let tokenizer = CharacterTokenizer(vocabulary: model.vocabulary)
      let prompt = arguments.string("prompt") ?? ""
      var generator = SplitMix64(seed: seed)
      let terminal = Terminal.standard
      let start = try tokens(of: prompt, tokenizer)
      terminal.write(terminal.bold(prompt))
      model.sample(after: start, length: length, with: sampler, using: &generator) { token in
        terminal.write(tokenizer.decode([token]))
        return true
      }
      terminal.write("\n")
      return .done
    })

  /// What the model reads first: the prompt, or a line's end (the first token where the text had none).
  private static func tokens(of prompt: String, _ tokenizer: CharacterTokenizer) throws -> [Int] {
    guard prompt.isEmpty else {
      do {
        return try tokenizer.encode(prompt)
      } catch {
        throw UsageError(
          "--prompt \(prompt.debugDescription): \(error); use characters of the text it learned from")
      }
    }
    return [tokenizer.vocabulary.index(of: "\n") ?? 0]
  }
}
