extension Syllabus {
  /// Unit 09.
  static let longShortTermMemory = [
    SyllabusRow(
      "09", "The cell: input, forget and output gate, candidate, memory",
      symbols: ["RecurrentNetworks.LSTMCell", "RecurrentNetworks.LSTMState"], section: "The cell",
      tasks: ["1", "2"]),
    SyllabusRow(
      "09", "A step and the whole forward pass",
      symbols: ["RecurrentNetworks.LSTMCell.step", "RecurrentNetworks.LSTM"], section: "One step by hand",
      tasks: ["2", "3"]),
    SyllabusRow(
      "09", "The cell with its gates held open or shut",
      symbols: ["RecurrentNetworks.LSTMCell.step"], section: "The extremes", tasks: ["7"]),
    SyllabusRow(
      "09", "A pulse kept for a hundred steps",
      symbols: ["RecurrentNetworks.LSTMCell.initialState"], section: "A pulse, a hundred steps ago",
      tasks: ["7"]),
    SyllabusRow(
      "09", "Which gate keeps it",
      symbols: ["RecurrentNetworks.LSTMCell.Gate"], section: "Which gate does it?"),
    SyllabusRow(
      "09", "The forget gate's bias of 1",
      symbols: ["RecurrentNetworks.LSTMCell"], section: "The bias that decides"),
    SyllabusRow(
      "09", "The backward pass through a step and through a sequence",
      symbols: ["RecurrentNetworks.LSTMCell.backward", "RecurrentNetworks.RecurrentLayer.backward"],
      section: "The backward pass", tasks: ["4", "5"]),
    SyllabusRow(
      "09", "Unit k of the memory touches only unit k of the gates",
      symbols: ["RecurrentNetworks.RecurrentLayer.stateJacobians"], section: "Unit by unit"),
    SyllabusRow(
      "09", "The gates over a real sentence, as a picture",
      symbols: ["NotebookDisplay.HeatMap"], section: "The gates over a real sentence"),
    SyllabusRow(
      "09", "Separate weights for each gate and the stacked form are the same",
      symbols: ["RecurrentNetworks.GateParameters", "LinearAlgebra.concatenate"],
      section: "Separate and stacked", tasks: ["6"]),
    SyllabusRow(
      "09", "Variants: output without tanh, peepholes, coupled gates",
      symbols: [
        "RecurrentNetworks.OutputActivation", "RecurrentNetworks.PeepholeLSTMCell",
        "RecurrentNetworks.CoupledLSTMCell",
      ], section: "Variants"),
    SyllabusRow(
      "09", "The cell drawn gate by gate, and next to the GRU",
      symbols: ["NotebookDisplay.Diagram.lstmCell"], section: "The cell"),
    SyllabusRow(
      "09",
      "Reading one sentence step by step: a subject's gender is written, kept, forgotten, and shown at its pronoun",
      symbols: ["RecurrentNetworks.LSTMCell.step"], section: "The cell"),
    SyllabusRow(
      "09",
      "A memory cell that tracks a property of the text, found by correlation and tested against chance",
      symbols: ["NotebookDisplay.TextHeat"], section: "A memory that can be read"),
    SyllabusRow(
      "09", "How often gates are saturated",
      symbols: ["RecurrentNetworks.LSTMCell.Gate"], section: "How far open, how often"),
    SyllabusRow(
      "09", "The letters of other texts: Γ, e, s, z",
      symbols: ["RecurrentNetworks.WeightConvention"], section: "Separate and stacked"),
    SyllabusRow(
      "09", "History and uses: translation, speech, forecasting",
      symbols: ["RecurrentNetworks.LSTM"], section: "Where it came from, and what it was used for"),
  ]
}
