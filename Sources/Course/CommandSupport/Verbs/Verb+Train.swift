extension Verb {
  /// `course train [FILE]`
  package static let train = Verb(
    name: "train", group: .train, program: .training, summary: "train a language model on a text file",
    details: """
      Reads any UTF-8 text, holds out its end, and trains a recurrent network to predict each next \
      character, word or piece of a word. Without FILE it learns from a small text that comes with the \
      course. The checkpoint is written atomically at every evaluation on the held-out text and when you \
      press Ctrl-C; --resume then continues as if nothing had happened. An earlier checkpoint is kept next \
      to the new one. If more training makes the model worse on the held-out text, the best one so far is \
      also kept, as model.best.safetensors; 'course sample' uses that one.
      """,
    positionals: [Positional(.file, help: "The text to learn from.", isRequired: false)],
    options: [
      Option(
        .cell, value: "KIND", default: "gru",
        help: "The kind of cell: rnn, gru, or lstm."),
      Option(
        .layers, value: "N", default: "1",
        help: "The number of stacked recurrent layers."),
      Option(
        .hidden, value: "N", default: "256",
        help: "Size of the hidden state of each layer."),
      Option(
        .tokens, value: "KIND", default: "characters",
        help: "The tokens of the text: characters, words, or pieces (subwords, by byte-pair encoding)."),
      Option(
        .embedding, value: "N",
        help: "Size of an embedding in front of the lowest layer; one-hot input if omitted."),
      Option(
        .tie, help: "Also use the embedding as the output weights; it then has the hidden size."),
      Option(
        .dropout, value: "P", default: "0",
        help: "The fraction of outputs to drop between two layers in training; takes --layers 2 or more."),
      Option(
        .recurrentDropout, value: "P", default: "0",
        help: "The fraction of state units to drop on their way to the next step in training."),
      Option(
        .optimizer, value: "NAME", default: "adam",
        help:
          "The optimizer: sgd, momentum, rmsprop, adagrad, adam, or adamw; most need another --rate."),
      Option(
        .batch, value: "N",
        help: "The number of streams read in parallel; by default fitted to the text, at most 16."),
      Option(
        .sequence, value: "N", default: "64",
        help: "The number of time steps gradients flow through."),
      Option(
        .steps, value: "N",
        help: "The number of parameter updates; by default fitted to the text, at most 6000."),
      Option(
        .rate, value: "X", default: "0.004",
        help: "The initial learning rate; it falls to a tenth."),
      Option(
        .clip, value: "X", default: "1.0",
        help: "Largest norm of the gradient; larger ones are scaled down."),
      Option(
        .patience, value: "N",
        help: "Stop after N evaluations in a row without improvement on the held-out text."),
      Option(
        .heldOut, value: "X", default: "0.1",
        help: "The fraction of the text held out for evaluation."),
      Option(
        .threads, value: "N",
        help: "The number of threads; one per core if omitted."),
      Option(
        .seed, value: "N", default: "1", help: "Sets the initial weights."),
      Option(
        .checkpoint, value: "FILE", help: "Where the model is kept; .course/model.safetensors of the course."
      ),
      Option(
        .resume,
        help: "Continue from the checkpoint with its own plan; only --steps and --threads can change."),
      Option(.json, help: "Print one JSON object at the end instead of the normal output."),
    ],
    example: "course train mytext.txt --hidden 128 --checkpoint mytext.safetensors")
}
