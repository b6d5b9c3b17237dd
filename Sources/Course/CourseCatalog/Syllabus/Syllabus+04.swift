extension Syllabus {
  /// Unit 04.
  static let backpropagationThroughTime = [
    SyllabusRow(
      "04", "Cross-entropy per step, of yes-or-no and of many classes, summed over time; other losses",
      symbols: ["RecurrentNetworks.crossEntropy", "RecurrentNetworks.binaryCrossEntropy"],
      section: "The loss: how surprised we are", tasks: ["1"]),
    SyllabusRow(
      "04", "Its gradient: prediction minus truth; both losses computed without overflow",
      symbols: ["RecurrentNetworks.crossEntropyGradient", "RecurrentNetworks.binaryCrossEntropyGradient"],
      section: "Its gradient: prediction minus truth", tasks: ["1"]),
    SyllabusRow(
      "04", "One backward step: tanh and its derivative, weights, bias, input, and the part passed back",
      symbols: ["RecurrentNetworks.RNNCell.backward"], section: "One backward step", tasks: ["2"]),
    SyllabusRow(
      "04", "The same step in columns, with the names dtanh, da_next, and da_prev",
      symbols: ["RecurrentNetworks.RNNCell.backward"], section: "One backward step"),
    SyllabusRow(
      "04", "The vertical and the horizontal path from a state to the loss, drawn in two colors",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"],
      section: "Through time: two paths from a state to the loss", tasks: ["3"]),
    SyllabusRow(
      "04", "The gradients of three states as sums over labeled paths, equal to backpropagation's",
      symbols: ["RecurrentNetworks.RNNCell.backward"], section: "The sum over paths", tasks: ["4"]),
    SyllabusRow(
      "04", "Gradient descent, the learning rate, momentum, and Adam",
      symbols: ["SequenceTraining.SGD", "SequenceTraining.Adam"],
      section: "Downhill: from gradients to learning", tasks: ["6"]),
    SyllabusRow(
      "04", "A network that learns by these gradients",
      symbols: ["SequenceTraining.SGD"], section: "It learns", tasks: ["6"]),
    SyllabusRow(
      "04", "Truncated backpropagation through time, and what a random state holds without it",
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
