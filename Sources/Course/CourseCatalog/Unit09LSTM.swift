extension CourseUnit {
  /// Unit 09: the long short-term memory, forward and backward.
  static let lstm = CourseUnit(
    number: "09", name: "LSTM", title: "Long short-term memory",
    summary: "A cell with its own memory, and three gates that write it, keep it and show it.",
    files: [
      "LSTMParts.swift", "LSTM.swift", "LSTM+Backward.swift", "LSTM+Stacked.swift", "HandmadeLSTM.swift",
    ],
    tasks: [
      CourseTask(
        id: "09.1", name: "the three gates and the candidate", files: ["LSTMParts.swift", "LSTM.swift"],
        points: 10,
        hints: [
          "Four small layers with the same two inputs; three end in a sigmoid and one in a tanh.",
          "X · W_x + H · W_h + b with each gate's own parameters. The gates look at H, not at C.",
          "sigmoid(matmul(input, forgetGate.weightIH) + matmul(hidden, forgetGate.weightHH) + forgetGate.bias), and so on.",
        ]),
      CourseTask(
        id: "09.2", name: "one step of the cell", files: ["LSTM.swift"],
        points: 15, dependsOn: ["09.1"],
        hints: [
          "First the memory, from the old memory and the candidate; then the part that is shown.",
          "C is F ⊙ the old C plus I ⊙ the candidate; H is O ⊙ tanh of the new C.",
          "cell = forget * state.cell + input * candidate; hidden = output * tanh(cell).",
        ]),
      CourseTask(
        id: "09.3", name: "the whole forward pass", files: ["LSTM.swift"],
        points: 10, dependsOn: ["09.1", "09.2"],
        hints: [
          "Each step starts from the state the previous step returned, from both its parts.",
          "The first step starts from the initial state you receive; T steps return T states and T caches.",
          "In the loop: let (next, cache) = try step(input, from: state), append both, then state = next.",
        ]),
      CourseTask(
        id: "09.4", name: "one backward step", files: ["LSTM+Backward.swift"],
        points: 25,
        hints: [
          "Begin with dC_t: it is the gradient from the next step plus the gradient through H_t = O ⊙ tanh(C_t).",
          "dC_t = dC + dH ⊙ O ⊙ (1 - tanh²(C_t)); then dI = dC_t ⊙ C̃, dF = dC_t ⊙ C_{t-1}, dC̃ = dC_t ⊙ I, dO = dH ⊙ tanh(C_t).",
          "Times σ′ or tanh′, each gives its pre-activation gradient dA; dC_{t-1} is dC_t ⊙ F, dH_{t-1} the sum of dA · W_hᵀ.",
        ]),
      CourseTask(
        id: "09.5", name: "the whole sequence backward", files: ["LSTM+Backward.swift"],
        points: 10, dependsOn: ["09.4"],
        hints: [
          "The loop of exercise 04, with two gradients that travel from step to step instead of one.",
          "The output gradient is added only to dH; dC comes only from the next step.",
          "stateGradient.hidden += outputGradient; then backward(stateGradient, through: cache, adding: &parameters).",
        ]),
      CourseTask(
        id: "09.6", name: "separate and stacked weights", files: ["LSTM+Stacked.swift"],
        points: 15,
        hints: [
          "The gates go side by side; W_h goes above W_x.",
          "[H, X] from left to right needs [W_h ; W_x] from top to bottom; each gate owns H of the 4H columns.",
          "sums.columns(0..<size) is the input gate's part; concatenate(columns:) and concatenate(rows:) join parts.",
        ]),
      CourseTask(
        id: "09.7", name: "a memory and a counter set by hand", files: ["HandmadeLSTM.swift"],
        points: 15,
        hints: [
          "For each gate, ask which input must make it 1 and which must make it 0. One hidden unit is enough.",
          "A pre-activation of 20 opens a gate and -20 shuts it: a bias of -20 and a signal weight of 40 open it at the signal.",
          "Keeper: I opens at the pulse, F always, O at ask. Counter: I opens at the pulse, F shuts at clear, C̃ is always 1.",
        ]),
    ])
}
