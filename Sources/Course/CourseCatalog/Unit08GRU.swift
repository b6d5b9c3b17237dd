extension CourseUnit {
  /// Unit 08: the gated recurrent unit, forward and backward.
  static let gru = CourseUnit(
    number: "08", name: "GRU", title: "The gated recurrent unit",
    summary: "A cell that decides, unit by unit, how much of its state to use and how much to keep.",
    files: [
      "GateWeights.swift", "GRU.swift", "GRU+Backward.swift", "SimplifiedGRU.swift", "HandmadeGRU.swift",
    ],
    tasks: [
      CourseTask(
        id: "08.1", name: "the reset gate and the update gate", files: ["GRU.swift"],
        points: 10,
        hints: [
          "Each gate is its own small layer, with the same two inputs as a plain recurrent step.",
          "X · W_x + H · W_h + b with that gate's own parameters, then the sigmoid instead of the tanh.",
          "sigmoid(matmul(input, reset.weightIH) + matmul(state, reset.weightHH) + reset.bias), and the same for update.",
        ]),
      CourseTask(
        id: "08.2", name: "the candidate", files: ["GRU.swift"],
        points: 15,
        hints: [
          "It is a plain recurrent step that sees only part of the old state.",
          "Multiply the state by the reset gate, element by element, before the product with W_hh.",
          "tanh(matmul(input, candidate.weightIH) + matmul(resetGate * state, candidate.weightHH) + candidate.bias).",
        ]),
      CourseTask(
        id: "08.3", name: "a step and the whole forward pass", files: ["GRU.swift"],
        points: 15, dependsOn: ["08.1", "08.2"],
        hints: [
          "Compute both gates, then the candidate, then blend the old state with the candidate.",
          "Z multiplies the old state, 1 - Z the candidate; the cache keeps the state from before the step.",
          "z * state + (1 - z) * candidate; in forward each step starts from the state the previous step returned.",
        ]),
      CourseTask(
        id: "08.4", name: "one backward step", files: ["GRU+Backward.swift"],
        points: 20,
        hints: [
          "Go through the equations from the last to the first, and find the gradient of each symbol on the right.",
          "dZ = dH ⊙ (old - candidate), dH̃ = dH ⊙ (1 - Z); then through σ and tanh; d(R ⊙ old) = dA_h · W_hhᵀ.",
          "dH_{t-1} is a sum of four: dH ⊙ Z, d(R ⊙ old) ⊙ R, dA_z · W_hzᵀ and dA_r · W_hrᵀ; dW_hh is (R ⊙ old)ᵀ · dA_h.",
        ]),
      CourseTask(
        id: "08.5", name: "the whole sequence backward", files: ["GRU+Backward.swift"],
        points: 10, dependsOn: ["08.4"],
        hints: [
          "The loop of exercise 04: from the last step to the first, passing dH on.",
          "Each state's gradient is the gradient from its own output plus the one the next step passes back.",
          "backward(outputGradient + fromLater, through: cache, adding: &parameters); put the input gradients in order.",
        ]),
      CourseTask(
        id: "08.6", name: "the simplified GRU, and the other polarity",
        files: ["GateWeights.swift", "SimplifiedGRU.swift"],
        points: 15,
        hints: [
          "The same step without R, where a gate near 1 takes the candidate; what is 1 - σ(a), as the sigmoid of something else?",
          "1 - σ(a) = σ(-a), so the opposite gate flips every sign, including the bias. The reset gate stays open at every input.",
          "asGRU(): the same candidate, update.opposite(), and a reset gate of zero weights and a bias of 40.",
        ]),
      CourseTask(
        id: "08.7", name: "a memory set by hand", files: ["HandmadeGRU.swift"],
        points: 15,
        hints: [
          "Decide for each gate what it has to be when the signal is 0 and when it is 1; one hidden unit is enough.",
          "A gate is near 1 for a pre-activation of 20, near 0 for -20: take a bias of 20 and a signal weight of -40.",
          "Keeper: the candidate is tanh(3 · value). Toggle: near 1 if the state is 0 or below, near -1 if it is 1: tanh(4 - 8 H).",
        ]),
    ])
}
