import RecurrentNetworks

/// The kinds of cells from which a user chooses when the program runs; code that knows its cell names the type.
public enum CellKind: String, Sendable, Codable, CaseIterable {
  /// `RNNCell`, the plain cell.
  case rnn
  /// `GRUCell` with the reset after the product, as PyTorch has it: one product serves all gates.
  case gru
  /// `LSTMCell`.
  case lstm

  /// The kind to take by default. In half a minute on two cores it learned a megabyte of plays best, to
  /// 2.19 bits per held-out character (LSTM 2.20, RNN 2.35), and it is least sensitive to the learning rate.
  public static let usual = CellKind.gru

  /// The name in reports and checkpoints, `LSTM`.
  public var name: String {
    switch self {
    case .rnn: RNNCell<Float>.kind
    case .gru: GRUCell<Float>.kind
    case .lstm: LSTMCell<Float>.kind
    }
  }
}
