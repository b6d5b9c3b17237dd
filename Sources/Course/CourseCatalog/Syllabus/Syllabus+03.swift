extension Syllabus {
  /// Unit 03.
  static let recurrentNetwork = [
    SyllabusRow(
      "03", "Why a network of fixed size does not suit sequences: lengths of inputs and outputs differ",
      symbols: ["LinearAlgebra.concatenate"], section: "First: lengths differ"),
    SyllabusRow(
      "03", "What such a network learns at one position, such as that Harry is a name, it lacks at another",
      symbols: ["LinearAlgebra.matmul"], section: "Second: nothing is shared between positions"),
    SyllabusRow(
      "03", "How many parameters it would need for a real sentence",
      symbols: ["LinearAlgebra.ParameterCollection.parameterCount"], section: "Third: too many parameters"),
    SyllabusRow(
      "03", "The recurrence: a state from the input and the previous state",
      symbols: ["RecurrentNetworks.RNNCell.step", "RecurrentNetworks.Activation"], section: "The recurrence",
      tasks: ["2"]),
    SyllabusRow(
      "03", "The folded network and the unrolled one, drawn, with their weights W_xh, W_hh, W_hq or U, W, V",
      symbols: ["RecurrentNetworks.RecurrentLayer", "RecurrentNetworks.Linear"], section: "The recurrence"),
    SyllabusRow(
      "03", "A prediction uses every input up to its own step, and none after it",
      symbols: ["RecurrentNetworks.RecurrentLayer.callAsFunction"], section: "The recurrence"),
    SyllabusRow(
      "03", "Inside the cell: input and previous state combined to one row of sums, and tanh",
      symbols: ["RecurrentNetworks.RNNCell"], section: "The recurrence", tasks: ["2"]),
    SyllabusRow(
      "03", "The convention of indices: W_xh leads from x to h, W_ax multiplies x and computes a",
      symbols: ["RecurrentNetworks.RNNCell.weightIH"], section: "The recurrence"),
    SyllabusRow(
      "03", "One step computed by hand", symbols: ["RecurrentNetworks.RNNCell"], section: "One step by hand",
      tasks: ["2"]),
    SyllabusRow(
      "03", "Words become vectors, are read one by one, and each step passes its state to the next",
      symbols: ["RecurrentNetworks.RecurrentLayer.callAsFunction", "RecurrentNetworks.RNNCell.initialState"],
      section: "A whole sentence", tasks: ["4"]),
    SyllabusRow(
      "03", "The same weights at every step", symbols: ["RecurrentNetworks.RecurrentLayer"],
      section: "The same weights at every step"),
    SyllabusRow(
      "03", "How long a plain network remembers: initialization and spectral radius",
      symbols: ["RecurrentNetworks.RNNCell.init"], section: "How long does it remember?"),
    SyllabusRow(
      "03", "The curves of tanh and sigmoid; tanh keeps every value inside (-1, 1)",
      symbols: ["LinearAlgebra.tanh", "LinearAlgebra.sigmoid", "RecurrentNetworks.Activation"],
      section: "Why tanh"),
    SyllabusRow(
      "03", "From a state to a prediction: softmax, sigmoid, or none, as the output requires",
      symbols: ["RecurrentNetworks.Linear", "LinearAlgebra.sigmoid"],
      section: "From a state to a prediction", tasks: ["3"]),
    SyllabusRow(
      "03", "A softmax that does not overflow", symbols: ["RecurrentNetworks.softmax"],
      section: "A softmax that does not overflow", tasks: ["1"]),
    SyllabusRow(
      "03", "The stacked form: one product instead of two, with 100 units and 10,000 words",
      symbols: ["LinearAlgebra.concatenate", "LinearAlgebra.matmul"], section: "One product instead of two",
      tasks: ["5"]),
    SyllabusRow(
      "03", "The four things a step does, and the values it caches for the backward pass",
      symbols: ["RecurrentNetworks.RNNCell.Cache"],
      section: "What a step keeps: the cache", tasks: ["4"]),
    SyllabusRow(
      "03", "What a state can keep, by weights set by hand",
      symbols: ["RecurrentNetworks.RNNCell.init"], section: "Weights by hand", tasks: ["6"]),
    SyllabusRow(
      "03", "The literature's notations side by side, and weights carried between conventions",
      symbols: ["RecurrentNetworks.WeightConvention", "RecurrentNetworks.RNNCell.weights"],
      section: "Appendix: the notations side by side"),
    SyllabusRow(
      "03", "Names in other libraries: units, output, h_n, return_sequences, batch_first",
      symbols: ["RecurrentNetworks.RecurrentLayer.callAsFunction"], section: "Names in other libraries"),
  ]
}
