extension Verb {
  /// `course bench`
  package static let bench = Verb(
    name: "bench", group: .train, program: .training, summary: "measure how fast the course trains",
    details: """
      Trains fixed workloads, four sizes with three kinds of cells in one and two layers, and prints tokens per \
      second, the share of the processor's multiply-add peak measured in the same rounds, and memory. With --peers \
      PyTorch and JAX train the same, each in a process of its own that waits while others have their turn; each \
      is judged by its better number of threads. Figures are medians over the rounds.
      """,
    options: [
      Option(.workload, value: "NAME", help: "One size alone: small, medium, large or single."),
      Option(.cell, value: "KIND", help: "One kind of cell alone: rnn, gru or lstm."),
      Option(.layers, value: "N", help: "One depth alone: 1 or 2."),
      Option(.peers, help: "Let PyTorch and JAX take part, where they are installed."),
      Option(
        .python, value: "PATH", default: "python3", help: "The interpreter that has torch and jax installed."
      ),
      Option(
        .threads, value: "N", help: "The course's threads; left out, the library chooses as it does in use."),
      Option(
        .kernels, value: "NAME",
        help: "Hold the course, the peak and the peers to one instruction set: portable, avx2 or avx512; or all, "
          + "one after another."),
      Option(.rounds, value: "N", default: "5", help: "How many turns everyone has on a workload."),
      Option(.seconds, value: "S", default: "0.3", help: "How long a turn lasts; one step at least."),
      Option(
        .growth, help: "Show instead how speed changes with H, T, B and threads, around the medium size."),
      Option(.plots, value: "FOLDER", help: "With --growth: also write its plots there, as SVG files."),
      Option(.json, help: "Print JSON instead of the table: an object, or with --kernels all an array."),
      Option(
        .worker, help: "Be the one who trains: answer requests on standard input, a line of JSON each."),
    ],
    example: """
      course bench --workload medium --cell lstm
      course bench --peers --python ~/venv/bin/python
      course bench --kernels avx2 --workload medium
      course bench --growth --cell gru --plots growth
      """)
}
