extension Syllabus {
  /// Unit 03.
  static let recurrentNetwork = [
    SyllabusRow(
      "03", "Why a network of fixed size does not suit sequences: lengths differ",
      symbols: ["LinearAlgebra.concatenate"], section: "First: lengths differ"),
    SyllabusRow(
      "03", "What such a network learns at one position it does not know at another",
      symbols: ["LinearAlgebra.matmul"], section: "Second: nothing is shared between positions"),
    SyllabusRow(
      "03", "How many parameters it would need for a real sentence",
      symbols: ["LinearAlgebra.ParameterCollection.parameterCount"], section: "Third: too many parameters"),
    SyllabusRow(
      "03", "The recurrence: a state from the input and the state before it",
      symbols: ["RecurrentNetworks.RNNCell.step", "RecurrentNetworks.Activation"], section: "The recurrence",
      tasks: ["2"]),
    SyllabusRow(
      "03", "One step computed by hand", symbols: ["RecurrentNetworks.RNNCell"], section: "One step by hand",
      tasks: ["2"]),
    SyllabusRow(
      "03", "The forward pass over a sequence, from H_0",
      symbols: ["RecurrentNetworks.RecurrentLayer.callAsFunction", "RecurrentNetworks.RNNCell.initialState"],
      section: "A whole sentence", tasks: ["4"]),
    SyllabusRow(
      "03", "The same weights at every step", symbols: ["RecurrentNetworks.RecurrentLayer"],
      section: "The same weights at every step"),
    SyllabusRow(
      "03", "tanh keeps every value inside (-1, 1)",
      symbols: ["LinearAlgebra.tanh", "RecurrentNetworks.Activation"], section: "Why tanh"),
    SyllabusRow(
      "03", "From a state to a prediction", symbols: ["RecurrentNetworks.Linear", "LinearAlgebra.sigmoid"],
      section: "From a state to a prediction", tasks: ["3"]),
    SyllabusRow(
      "03", "A softmax that does not overflow", symbols: ["RecurrentNetworks.softmax"],
      section: "A softmax that does not overflow", tasks: ["1"]),
    SyllabusRow(
      "03", "The stacked form: one product instead of two",
      symbols: ["LinearAlgebra.concatenate", "LinearAlgebra.matmul"], section: "One product instead of two",
      tasks: ["5"]),
    SyllabusRow(
      "03", "What a step keeps for the way back", symbols: ["RecurrentNetworks.RNNCell.Cache"],
      section: "What a step keeps: the cache", tasks: ["4"]),
    SyllabusRow(
      "03", "What a state can keep, by weights set by hand",
      symbols: ["RecurrentNetworks.RNNCell.init"], section: "Weights by hand", tasks: ["6"]),
    SyllabusRow(
      "03", "The literature's notations side by side, and weights carried between conventions",
      symbols: ["RecurrentNetworks.WeightConvention", "RecurrentNetworks.RNNCell.weights"],
      section: "The notation stone"),
  ]
}
