extension Verb {
  /// `course sample`
  package static let sample = Verb(
    name: "sample", group: .train, program: .training, summary: "let a trained model write",
    details: """
      Draws one character, word or piece after the other from the model of 'course train', feeding each back as the \
      next input. A low temperature plays safe, 0 always takes the most likely one, above 1 it gets adventurous. \
      Where training went on beyond its best model, the best one writes; --last takes the last one.
      """,
    options: [
      Option(
        .checkpoint, value: "FILE", help: "The model; .course/model.safetensors of the course if not given."),
      Option(.last, help: "Take the model as training left it, though an earlier one did better."),
      Option(.length, value: "N", default: "500", help: "How many characters, words or pieces to draw."),
      Option(.temperature, value: "X", default: "0.8", help: "Divides the logits before the softmax."),
      Option(.topK, value: "N", help: "Draw from the N most likely ones only."),
      Option(.topP, value: "X", help: "Draw from the fewest that have the share X together."),
      Option(
        .prompt, value: "TEXT", allowsEmpty: true,
        help:
          "What the model reads first; a line's end or a period if not given. Line ends are written as in its text."
      ),
      Option(.seed, value: "N", help: "The same seed draws the same text; another each time if not given."),
    ],
    example: "course sample --prompt \"The lamp\" --temperature 0.6 --length 200 --seed 7")
}
