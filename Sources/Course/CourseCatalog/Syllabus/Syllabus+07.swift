extension Syllabus {
  /// Unit 07.
  static let vanishingGradients = [
    SyllabusRow(
      "07", "Sentences whose words depend on words far before them",
      symbols: ["RecurrentNetworks.RecurrentLayer"], section: "A verb that depends on a noun"),
    SyllabusRow(
      "07", "One unit: powers of a weight",
      symbols: ["RecurrentNetworks.RNNCell"], section: "One unit"),
    SyllabusRow(
      "07", "The product of Jacobians",
      symbols: ["RecurrentNetworks.RecurrentLayer.stateJacobians"], section: "The product of Jacobians",
      tasks: ["3", "4"]),
    SyllabusRow(
      "07", "Its norm over distance, for small, unit and large spectral radius",
      symbols: ["RecurrentNetworks.RecurrentLayer.stateGradientNorms", "RecurrentNetworks.singularValues"],
      section: "Measured", tasks: ["4", "5"]),
    SyllabusRow(
      "07", "What tanh takes away",
      symbols: ["RecurrentNetworks.Activation.derivative"], section: "What tanh does"),
    SyllabusRow(
      "07", "First weights, orthogonal or uniform in ±1/√H, and what they do to the curve",
      symbols: ["LinearAlgebra.Matrix.orthogonal", "LinearAlgebra.Matrix.uniform"],
      section: "How to draw the first weights", tasks: ["6"]),
    SyllabusRow(
      "07", "Why gates help: the curves of RNN, GRU and LSTM",
      symbols: ["RecurrentNetworks.GRUCell", "RecurrentNetworks.LSTMCell"], section: "Why gates help"),
    SyllabusRow(
      "07", "Exploding gradients, up to NaN",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"], section: "The opposite: exploding gradients"),
    SyllabusRow(
      "07", "Clipping by value and by the global norm",
      symbols: ["SequenceTraining.ParameterCollection.clip", "LinearAlgebra.ParameterCollection.globalNorm"],
      section: "Clipping", tasks: ["1", "2"]),
    SyllabusRow(
      "07", "Clipping does not bring back what vanished",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"], section: "What clipping cannot do"),
    SyllabusRow(
      "07", "The same problem as in a very deep feed-forward network",
      symbols: ["RecurrentNetworks.RNNCell"], section: "One unit"),
    SyllabusRow(
      "07", "Near inputs count most, and a paragraph's beginning is lost",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"], section: "What clipping cannot do"),
    SyllabusRow(
      "07", "Early layers that stop learning, and what is different when weights are shared",
      symbols: ["RecurrentNetworks.RecurrentLayer.backward"], section: "Common mistakes"),
    SyllabusRow(
      "07", "Whether remembering is a gated cell's default, and whether gates prevent explosions",
      symbols: ["RecurrentNetworks.LSTMCell"], section: "Why gates help"),
  ]
}
