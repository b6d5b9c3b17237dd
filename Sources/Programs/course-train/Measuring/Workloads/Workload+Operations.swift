extension Workload {
  /// The useful floating-point operations for one token, used to compute the share of the processor's peak.
  ///
  /// The count covers the matrix products the mathematics requires, two operations per multiply-add:
  ///
  /// ```
  /// 2 · 3 · ( G·H·H  +  (L - 1) · (G·H·H + G·H·H)  +  H·V )          G = 1, 3, 4 gates for RNN, GRU, LSTM
  /// ```
  ///
  /// The factor 3 is the forward product and the two backward ones, for the input and for the weights. The
  /// lowest layer's input is a token, so its product is a row lookup and costs nothing; the other layers
  /// multiply by `W_ih` and `W_hh`, the output layer by `W_hq`. Element-wise work, such as tanh, is not
  /// counted, nor is any work that an implementation does beyond this, such as products with one-hot rows.
  public var usefulOperationsPerToken: Double {
    let square = Double(gateCount * hiddenSize * hiddenSize)
    let products = square + 2 * square * Double(layerCount - 1) + Double(hiddenSize * vocabularySize)
    return 2 * 3 * products
  }

  private var gateCount: Int {
    switch cell {
    case .rnn: 1
    case .gru: 3
    case .lstm: 4
    }
  }
}
