extension Verb {
  /// `course bench`
  package static let bench = Verb(
    name: "bench", group: .train, program: .training, summary: "measure how fast the course trains",
    details: """
      Trains fixed workloads, four sizes with three kinds of cells in one and two layers, and prints tokens \
      per second, the share of the processor's multiply-add peak measured in the same rounds, and memory. \
      With --peers, PyTorch and JAX train the same workloads, each in its own process that waits while the \
      others run. Each peer is rated by its better number of threads. Figures are medians over the rounds.
      """,
    options: [
      Option(.workload, value: "NAME", help: "Only this size: small, medium, large, or single."),
      Option(.cell, value: "KIND", help: "Only this kind of cell: rnn, gru, or lstm."),
      Option(.layers, value: "N", help: "Only this depth: 1 or 2."),
      Option(.peers, help: "Also measure PyTorch and JAX, if they are installed."),
      Option(
        .python, value: "PATH", default: "python3", help: "The interpreter with torch and jax installed."
      ),
      Option(
        .threads, value: "N", help: "The course's threads; if omitted, the library chooses as usual."),
      Option(
        .kernels, value: "NAME",
        help:
          "Hold the course, the peak, and the peers to one instruction set: portable, avx2, or avx512; or all, "
          + "one after another."),
      Option(.rounds, value: "N", default: "5", help: "How many turns each has on a workload."),
      Option(.seconds, value: "S", default: "0.3", help: "How long a turn lasts; at least one step."),
      Option(
        .growth, help: "Show instead how speed changes with H, T, B and threads, around the medium size."),
      Option(.plots, value: "FOLDER", help: "With --growth: also write its plots there, as SVG files."),
      Option(.json, help: "Print JSON instead of the table: an object, or with --kernels all an array."),
      Option(
        .worker, help: "Act as a worker: answer requests on standard input, one line of JSON each."),
    ],
    example: """
      course bench --workload medium --cell lstm
      course bench --peers --python ~/venv/bin/python
      course bench --kernels avx2 --workload medium
      course bench --growth --cell gru --plots growth
      """)
}
