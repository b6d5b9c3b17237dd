extension CourseUnit {
  /// Unit 04: backpropagation through time.
  static let bptt = CourseUnit(
    number: "04", name: "BPTT", title: "Backpropagation through time",
    summary:
      "How a recurrent network learns: the gradient of a loss flows backward through every step that led to it.",
    files: [
      "Losses.swift", "RNN.swift", "RNN+Backward.swift", "RNN+Paths.swift", "GradientCheck.swift",
      "Training.swift",
    ],
    tasks: [
      CourseTask(
        id: "04.1", name: "the cross-entropies and their gradients", files: ["Losses.swift"], points: 15,
        hints: [
          "The loss of a row sees only the probability of its true class; a yes-or-no target y weighs two logarithms.",
          "Both gradients are prediction minus truth: softmax(z) minus a one-hot row, and σ(z) - y.",
          "Compute log softmax(z) as (z - max) - log Σ exp(z - max), and log(1 + e^z) as max(z, 0) + log1p(exp(-|z|)).",
        ]),
      CourseTask(
        id: "04.2", name: "one backward step", files: ["RNN.swift", "RNN+Backward.swift"], points: 20,
        hints: [
          "Go through the step in reverse: first the tanh, then the two products and the bias.",
          "dA = dH · (1 - H_t²), element by element; the gradient of a factor is dA times the other factor, transposed to fit.",
          "dW_xh = X_tᵀ dA, dW_hh = H_{t-1}ᵀ dA, db = dA.columnSums(), dX = dA W_xhᵀ, and dA W_hhᵀ is passed back.",
        ]),
      CourseTask(
        id: "04.3", name: "the backward pass of a whole sequence",
        files: ["RNN.swift", "RNN+Backward.swift"], points: 20,
        dependsOn: ["04.2"],
        hints: [
          "From H_t two paths lead to the loss: up to its own output, and on to H_{t+1}. Their gradients add up.",
          "Go from the last step to the first; the gradient that step t passes back is added to step t - 1's own part.",
          "dH_t = dZ_t W_hqᵀ + (the part passed back by step t + 1; zeros at the last step). Add the weight gradients of all steps.",
        ]),
      CourseTask(
        id: "04.4", name: "the same gradient, path by path", files: ["RNN.swift", "RNN+Paths.swift"],
        points: 15,
        hints: [
          "Draw three states with a loss above each, and follow every path from a loss down and back to H_1.",
          "A path begins with one vertical gradient and then takes one link for each step back.",
          "From the loss of step 3 to H_1: link(link(vertical[2], through: states[2]), through: states[1]).",
        ]),
      CourseTask(
        id: "04.5", name: "your own gradient checker", files: ["GradientCheck.swift"], points: 15,
        hints: [
          "Move one element up by h, then down by h; everything else stays unchanged.",
          "(f(x + h) - f(x - h)) / 2h. The relative error divides by the larger size; keep the row and column of the worst one.",
          "Copy the matrix for each element, so that nothing has to be restored; treat NaN as an infinite error.",
        ]),
      CourseTask(
        id: "04.6", name: "a network that learns to remember", files: ["RNN.swift", "Training.swift"],
        points: 15,
        dependsOn: ["04.1", "04.2", "04.3"],
        hints: [
          "Forward, loss, backward, a small update against the gradient; repeat this a few hundred times.",
          "Divide the gradient by B · T first, so that a learning rate near 0.5 fits; add(_:times:) makes the update.",
          "Momentum helps: v = 0.9 v - 0.5 · gradient, network += v, 300 times.",
        ]),
    ])
}
