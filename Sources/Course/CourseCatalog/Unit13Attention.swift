extension CourseUnit {
  /// Attention, and what came after.
  static let attention = CourseUnit(
    number: "13", name: "Attention", title: "Attention, and what came after",
    summary: "A decoder that looks back at every state of the encoder, and chooses where.",
    files: ["Scores.swift", "Weights.swift", "Translator.swift", "Alignment.swift", "Dates.swift"],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "13.1", name: "scores, two ways", files: ["Scores.swift"], points: 10,
        hints: [
          "One number for each source step: a column [B, 1] per key, and S columns side by side.",
          "A dot product of rows is (query * key).rowSums(); Q · W_q is the same for every key.",
          "concatenate(columns: keys.map { … }); for the additive score the closure is "
            + "matmul(tanh(projected + matmul($0, weightKey)), weightScore).",
        ]),
      CourseTask(
        id: "13.2", name: "weights that ignore the padding", files: ["Weights.swift"], points: 15,
        hints: [
          "The padding must be gone before the softmax, not after it: the sum below the fraction must not contain it.",
          "Take one row at a time, and only its first lengths[b] columns.",
          "Start from zeros; for each row with a length above 0 copy softmax(scores.row(b).columns(0..<length)) into it.",
        ]),
      CourseTask(
        id: "13.3", name: "the context", files: ["Weights.swift"], points: 10,
        hints: [
          "A sum over the source steps, each value times its weight.",
          "Every sequence has its own weight: a column [B, 1] times a matrix [B, H].",
          "Add value * weights.column(s) for each s.",
        ]),
      CourseTask(
        id: "13.4", name: "one look, backward", files: ["Weights.swift", "Scores.swift"], points: 20,
        hints: [
          "Three steps in reverse: context, softmax, score. Each has its own function.",
          "In the softmax every weight depends on every score of its row: the plain product α ⊙ dα is not enough. "
            + "In the score, the query is part of every source step, so its gradients add up.",
          "dα_s = row sums of dC ⊙ V_s, and dV_s = α_s dC; dz = α ⊙ (dα - Σ α dα); "
            + "with dA_s = (dz_s · vᵀ) ⊙ (1 - F_s²): dQ = Σ dA_s · W_qᵀ and dK_s = dA_s · W_kᵀ.",
        ]),
      CourseTask(
        id: "13.5", name: "a decoder that looks at every step", files: ["Translator.swift"], points: 20,
        dependsOn: ["13.1", "13.2", "13.3", "13.4"],
        hints: [
          "Run both layers over their whole sequences first; then look once per output step.",
          "The query of step t is D_t, which is states[t + 1] of a cache that begins with D_0. E_s is key and value at "
            + "every output step, so the gradients of all output steps add up.",
          "Backward, per output step: output.backward, split the columns into D_t and C_t, contextBackward, "
            + "maskedWeightsBackward, score.backward; then backward of encoder and decoder, once each.",
        ]),
      CourseTask(
        id: "13.6", name: "an alignment, read and set by hand", files: ["Alignment.swift"], points: 10,
        hints: [
          "Row t belongs to output step t. Look along the row.",
          "rowArgmax() finds the largest weight; compare it with 0.5. For the reversal, every source step needs its own "
            + "direction, and let each query point in one such direction.",
          "keys = identity; query t is 10 in column S - 1 - t and 0 elsewhere, so one score is 10 and the others are 0.",
        ]),
      CourseTask(
        id: "13.7", name: "a translator of dates", files: ["Dates.swift"], points: 15,
        dependsOn: ["13.1", "13.2", "13.3", "13.4", "13.5"],
        hints: [
          "Draw dates, run forward, take the gradients, update; a few hundred times.",
          "crossEntropyGradient(logits:targets:) is summed over the rows: divide it by the number of tokens in the batch.",
          "32 units, a score of size 16, batches of 16 dates, Adam with η = 0.01, and 400 updates are enough.",
        ]),
    ])
}
