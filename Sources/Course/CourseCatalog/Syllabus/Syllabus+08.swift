extension Syllabus {
  /// Unit 08.
  static let gatedRecurrentUnit = [
    SyllabusRow(
      "08", "The update gate: how much of the state is kept",
      symbols: ["RecurrentNetworks.GRUCell", "RecurrentNetworks.GRUCell.Gate"], section: "The update gate",
      tasks: ["1"]),
    SyllabusRow(
      "08", "The reset gate and the candidate", symbols: ["RecurrentNetworks.GRUCell.Cache"],
      section: "The whole cell", tasks: ["1", "2"]),
    SyllabusRow(
      "08", "A step and the whole forward pass",
      symbols: ["RecurrentNetworks.GRUCell.step", "RecurrentNetworks.GRU"], section: "One step by hand",
      tasks: ["3"]),
    SyllabusRow(
      "08", "The cell with its gates held open or shut", symbols: ["RecurrentNetworks.GRUCell.step"],
      section: "The extremes", tasks: ["7"]),
    SyllabusRow(
      "08", "A memory that learns when to write", symbols: ["SequenceTraining.Adam"],
      section: "A memory that learns when to write"),
    SyllabusRow(
      "08", "The backward pass through a step and through a sequence",
      symbols: ["RecurrentNetworks.GRUCell.backward", "RecurrentNetworks.RecurrentLayer.backward"],
      section: "The backward pass", tasks: ["4", "5"]),
    SyllabusRow(
      "08", "The simplified unit with one gate, and both polarities of the update gate",
      symbols: [
        "RecurrentNetworks.SimplifiedGRUCell", "RecurrentNetworks.UpdatePolarity",
        "RecurrentNetworks.GRUCell.converted",
      ], section: "The other polarity, and the simplified GRU", tasks: ["6"]),
    SyllabusRow(
      "08", "The reset gate before or after the product, as frameworks have it",
      symbols: ["RecurrentNetworks.GRUCell.ResetPlacement", "RecurrentNetworks.WeightConvention.keras"],
      section: "Two places for the reset gate"),
    SyllabusRow(
      "08", "Keeping one number in a plain unit: a sign survives, a size does not",
      symbols: ["RecurrentNetworks.RNNCell"], section: "Keeping one number"),
    SyllabusRow(
      "08", "Sigmoid and tanh as curves",
      symbols: ["LinearAlgebra.sigmoid", "LinearAlgebra.tanh"], section: "The update gate"),
    SyllabusRow(
      "08", "The cell drawn gate by gate",
      symbols: ["NotebookDisplay.Diagram.gruCell"], section: "The whole cell"),
    SyllabusRow(
      "08", "Reset gates for short dependencies, update gates for long ones: what is right about it",
      symbols: ["RecurrentNetworks.GRUCell.Gate"], section: "The extremes"),
    SyllabusRow(
      "08", "The full unit in the letters Γ_u and Γ_r",
      symbols: ["RecurrentNetworks.GRUCell.converted"], section: "The other polarity, and the simplified GRU"),
    SyllabusRow(
      "08", "A plain and a gated network on a series from nature",
      symbols: ["RecurrentNetworks.ManyToOne"], section: "A real series"),
  ]
}
