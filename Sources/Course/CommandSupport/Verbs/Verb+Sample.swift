extension Verb {
  /// `course sample`
  package static let sample = Verb(
    name: "sample", group: .train, program: .training, summary: "generate text with a trained model",
    details: """
      Generates one character, word or piece after the other with the model of 'course train', feeding each \
      back as the next input. A low temperature plays safe, 0 always takes the most likely token, above 1 it \
      gets adventurous. If training continued past its best model, the best one is used; --last takes the \
      last one.
      """,
    options: [
      Option(
        .checkpoint, value: "FILE", help: "The model; .course/model.safetensors of the course if omitted."),
      Option(.last, help: "Use the last model of the training, even if an earlier one did better."),
      Option(.length, value: "N", default: "500", help: "How many characters, words or pieces to generate."),
      Option(.temperature, value: "X", default: "0.8", help: "Divides the logits before the softmax."),
      Option(.topK, value: "N", help: "Sample only from the N most likely tokens."),
      Option(.topP, value: "X", help: "Sample only from the fewest tokens that together have probability X."),
      Option(
        .prompt, value: "TEXT", allowsEmpty: true,
        help: "The text the model reads first; a line ending or a period if omitted. "
          + "Line endings are converted to those of its text."
      ),
      Option(
        .seed, value: "N", help: "The same seed generates the same text; new text each time if omitted."
      ),
    ],
    example: "course sample --prompt \"The lamp\" --temperature 0.6 --length 200 --seed 7")
}
