extension CourseUnit {
  /// Unit 03: the plain recurrent network, forward.
  static let rnn = CourseUnit(
    number: "03", name: "RNN", title: "The recurrent neural network",
    summary: "A network that reads a sequence one step at a time and carries a state from step to step.",
    files: ["Softmax.swift", "RNN.swift", "RNN+Stacked.swift", "HandmadeRNN.swift"],
    tasks: [
      CourseTask(
        id: "03.1", name: "a softmax that does not overflow", files: ["Softmax.swift"],
        points: 10,
        hints: [
          "Softmax does not change when the same number is added to every logit of a row.",
          "Subtract each row's largest logit before you take exp, so that the largest exponent is 0.",
          "exp(row - max), divided by the sum of that row; rowMaxima() and rowSums() give [B, 1] columns.",
        ]),
      CourseTask(
        id: "03.2", name: "one step of the recurrent cell", files: ["RNN.swift"],
        points: 20,
        hints: [
          "Two products, one bias row, one tanh.",
          "The input multiplies W_xh, the previous state multiplies W_hh; neither is transposed.",
          "tanh(matmul(input, weightIH) + matmul(state, weightHH) + bias), with the bias added once.",
        ]),
      CourseTask(
        id: "03.3", name: "the prediction from a state", files: ["RNN.swift"], points: 10,
        dependsOn: ["03.1"],
        hints: [
          "It is a linear layer followed by your own softmax.",
          "The state [B, H] multiplies W_hq [H, Q]; the bias b_q is a row [1, Q].",
          "softmax(matmul(state, weightHQ) + biasQ).",
        ]),
      CourseTask(
        id: "03.4", name: "the whole forward pass, with its cache", files: ["RNN.swift"], points: 25,
        dependsOn: ["03.1", "03.2", "03.3"],
        hints: [
          "Each step starts from the state the previous step returned, and adds one state and one prediction to the lists.",
          "The first step starts from the given initial state, which is not necessarily zero.",
          "Keep states as H_0, H_1, …, H_T: T + 1 matrices for T inputs; backpropagation will need H_0 too.",
        ]),
      CourseTask(
        id: "03.5", name: "the same step in stacked form", files: ["RNN+Stacked.swift"],
        points: 20,
        hints: [
          "Put the previous state and the input side by side, and stack the two weight matrices.",
          "The order must agree: [H, X] from left to right, [W_hh; W_xh] from top to bottom.",
          "concatenate(columns: [state, input]) is [B, H + I]; concatenate(rows: [weightHH, weightIH]) is [H + I, H].",
        ]),
      CourseTask(
        id: "03.6", name: "parity with hand-set weights", files: ["HandmadeRNN.swift"],
        points: 15,
        hints: [
          "What has to be remembered from step to step? One thing only: whether the ones so far are odd.",
          "Let s be the new bit, plus 1 if it was odd before. It is odd now if s is at least 1 and not 2. With large weights tanh is a switch: tanh(40(s - 0.5)) is 1 if s is at least 1, else -1.",
          "Unit 0 is tanh(40(s - 0.5)), unit 1 is tanh(40(s - 1.5)), and odd is half of unit 0 minus unit 1: so W_hh has the rows [20, 20] and [-20, -20], and the output reads the same difference.",
        ]),
    ])
}
