extension Verb {
  /// `course train [FILE]`
  package static let train = Verb(
    name: "train", group: .train, program: .training, summary: "train a language model on a text file",
    details: """
      Reads any UTF-8 text, holds out its end, and trains a recurrent network to predict each next \
      character, word or piece of a word. Without FILE it learns from a small text that comes with the course. The checkpoint is \
      written whole at every look at the held-out text and when you press Ctrl-C; --resume then goes on as \
      if nothing had happened. A checkpoint that was there before is kept beside the new one. Where \
      more training makes the model worse on the held-out text, the best one so far is kept, too, as \
      model.best.safetensors; 'course sample' takes that one.
      """,
    positionals: [Positional(.file, help: "The text to learn from.", isRequired: false)],
    options: [
      Option(
        .cell, value: "KIND", default: "gru",
        help: "What the network is made of: rnn, gru or lstm."),
      Option(
        .layers, value: "N", default: "1",
        help: "How many recurrent layers stand on top of each other."),
      Option(
        .hidden, value: "N", default: "256",
        help: "Size of each layer's hidden state."),
      Option(
        .tokens, value: "KIND", default: "characters",
        help: "What the text is cut into: characters, words or pieces (of words, by byte-pair encoding)."),
      Option(
        .embedding, value: "N",
        help: "Size of an embedding in front of the lowest layer; one-hot input if not given."),
      Option(
        .tie, help: "Use the embedding as the output layer's weight too; it then has the hidden size."),
      Option(
        .dropout, value: "P", default: "0",
        help: "Part of the outputs to drop between two layers in training; takes --layers 2 or more."),
      Option(
        .optimizer, value: "NAME", default: "adam",
        help:
          "What moves the weights: sgd, momentum, rmsprop, adagrad, adam or adamw; most need another --rate."),
      Option(
        .batch, value: "N",
        help: "Streams of the text read at once; fitted to the text, at most 16."),
      Option(
        .sequence, value: "N", default: "64",
        help: "Steps through which gradients flow."),
      Option(
        .steps, value: "N",
        help: "Updates in all; fitted to the text, at most 6000."),
      Option(
        .rate, value: "X", default: "0.004",
        help: "Learning rate at the start; it falls to a tenth."),
      Option(
        .clip, value: "X", default: "1.0", help: "Largest norm of the gradient."),
      Option(
        .patience, value: "N",
        help: "Stop after N looks at the held-out text in a row that are no better than the best."),
      Option(
        .heldOut, value: "X", default: "0.1",
        help: "Part of the text that judges the model."),
      Option(
        .threads, value: "N",
        help: "How many threads share the work; as many as there are cores if not given."),
      Option(
        .seed, value: "N", default: "1", help: "Decides the first weights."),
      Option(
        .checkpoint, value: "FILE", help: "Where the model is kept; .course/model.safetensors of the course."
      ),
      Option(
        .resume,
        help: "Go on from the checkpoint; its own plan counts, only --steps and --threads may change."),
      Option(.json, help: "Print one JSON object at the end instead of the screen."),
    ],
    example: "course train mytext.txt --hidden 128 --checkpoint mytext.safetensors")
}
