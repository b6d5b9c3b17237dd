extension Syllabus {
  /// Unit 04.
  static let backpropagationThroughTime = [
    SyllabusRow(
      "04", "Cross-entropy for each step, of yes-or-no and of many classes, summed over time",
      symbols: ["RecurrentNetworks.crossEntropy", "RecurrentNetworks.binaryCrossEntropy"],
      section: "The loss: how surprised we are", tasks: ["1"]),
    SyllabusRow(
      "04", "Its gradient: prediction minus truth",
      symbols: ["RecurrentNetworks.crossEntropyGradient", "RecurrentNetworks.binaryCrossEntropyGradient"],
      section: "Its gradient: prediction minus truth", tasks: ["1"]),
    SyllabusRow(
      "04", "One step back: the gradients of the sum, the weights, the bias, the input and the state before",
      symbols: ["RecurrentNetworks.RNNCell.backward"], section: "One step back", tasks: ["2"]),
    SyllabusRow(
      "04", "The vertical and the horizontal way from a state to the loss",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"],
      section: "Through time: two ways from a state to the loss", tasks: ["3"]),
    SyllabusRow(
      "04", "The gradients of three steps as sums over paths, equal to backpropagation's",
      symbols: ["RecurrentNetworks.RNNCell.backward"], section: "The sum over paths", tasks: ["4"]),
    SyllabusRow(
      "04", "A network that learns by these gradients",
      symbols: ["SequenceTraining.SGD"], section: "It learns", tasks: ["6"]),
    SyllabusRow(
      "04", "Truncated backpropagation through time",
      symbols: ["SequenceTraining.SequentialWindows"], section: "Truncated backpropagation through time"),
    SyllabusRow(
      "04", "The numeric gradient check: central differences, relative error, choice of step",
      symbols: [
        "GradientChecking.numericGradient", "GradientChecking.checkGradients",
        "GradientChecking.GradientCheck.relativeError",
      ], section: "Checking a gradient", tasks: ["5"]),
    SyllabusRow(
      "04", "What kinks do to a gradient check",
      symbols: ["GradientChecking.DirectionalCheck.isAtKink"], section: "What kinks do"),
    SyllabusRow(
      "04", "What a noisy loss does to a gradient check",
      symbols: ["GradientChecking.LossTrouble"], section: "What noise does"),
    SyllabusRow(
      "04", "The gradient doctor: what is probably wrong",
      symbols: ["GradientChecking.GradientDoctor", "GradientChecking.GradientMistake"],
      section: "The gradient doctor"),
  ]
}
