extension WeightConvention {
  /// PyTorch's `nn.RNN`, `nn.LSTM`, `nn.GRU` and their cells: `x · Wᵀ + b_ih + h · Wᵀ + b_hh`.
  ///
  /// The names are those of the cells; those of the layers have a suffix each, `weight_ih_l0`.
  public static let pyTorch: WeightConvention = {
    let biases = Biases.two(input: "bias_ih", hidden: "bias_hh")
    return WeightConvention(
      name: "PyTorch", layout: .outputsByInputs, weightIH: "weight_ih", weightHH: "weight_hh",
      rnn: CellForm("h", biases),
      lstm: CellForm("i f g o", biases),
      gru: GRUForm(CellForm("r z n", biases), resetAfterProduct: true, updatePolarity: .keepsState))
  }()

  /// Keras's `SimpleRNN`, `LSTM` and `GRU`: `x · W + h · W + b`.
  ///
  /// - Parameters:
  ///   - resetAfter: the GRU's argument `reset_after`, true unless it was given; then its bias has two rows.
  public static func keras(resetAfter: Bool = true) -> WeightConvention {
    WeightConvention(
      name: "Keras", layout: .inputsByOutputs, weightIH: "kernel", weightHH: "recurrent_kernel",
      rnn: CellForm("h", .one("bias")),
      lstm: CellForm("i f c o", .one("bias")),
      gru: GRUForm(
        CellForm("z r h", resetAfter ? .twoRows("bias") : .one("bias")), resetAfterProduct: resetAfter,
        updatePolarity: .keepsState))
  }

  /// ONNX's operators `RNN`, `LSTM` and `GRU`, one direction of them: without the first dimension of each tensor.
  ///
  /// - Parameters:
  ///   - linearBeforeReset: the GRU's attribute `linear_before_reset`, 0 unless it was given.
  public static func onnx(linearBeforeReset: Bool = false) -> WeightConvention {
    WeightConvention(
      name: "ONNX", layout: .outputsByInputs, weightIH: "W", weightHH: "R",
      rnn: CellForm("h", .twoInARow("B")),
      lstm: CellForm("i o f c", .twoInARow("B"), peepholes: Peepholes("P", "i o f")),
      gru: GRUForm(
        CellForm("z r h", .twoInARow("B")), resetAfterProduct: linearBeforeReset,
        updatePolarity: .keepsState))
  }

  /// The assignments of Stanford's course CS231n, which have no GRU: `x · Wx + h · Wh + b`.
  public static let cs231n = WeightConvention(
    name: "CS231n", layout: .inputsByOutputs, weightIH: "Wx", weightHH: "Wh",
    rnn: CellForm("h", .one("b")),
    lstm: CellForm("i f o g", .one("b")))

  /// The cells from scratch of the book "Dive into Deep Learning", with matrices for each gate.
  public static let d2l = WeightConvention(
    name: "d2l", layout: .inputsByOutputs, packing: .gateByGate, weightIH: "W_x", weightHH: "W_h",
    rnn: CellForm("h", .one("b_")),
    lstm: CellForm("i f o c", .one("b_")),
    gru: GRUForm(CellForm("z r h", .one("b_")), resetAfterProduct: false, updatePolarity: .keepsState))
}
