import LinearAlgebra

/// A connection of an encoder to a decoder whose states have other sizes or another type: a learned layer from what the
/// encoder knows of the whole source to the state in which the decoder begins.
///
/// ```
/// D_0 = tanh(summary · W + b)
/// ```
///
/// The columns are shared out to the parts of the state in the order of their names: for an LSTM the first H are its
/// `cell`, the last H its `hidden`.
///
/// Bahdanau, Cho and Bengio (2015), appendix A.2.2, where the summary is the backward encoder's last state.
public struct StateBridge<State: RecurrentState>: ParameterCollection {
  /// The element type.
  public typealias Scalar = State.Scalar

  /// `W`, [summary size, number of parts · H], and `b`.
  public var linear: Linear<Scalar>

  /// A bridge with a given layer.
  public init(linear: Linear<Scalar>) { self.linear = linear }

  /// A bridge to the states of a cell, with fresh parameters.
  ///
  /// - Parameter inputSize: the size of the encoder's outputs.
  public init<Cell: RecurrentCell>(
    inputSize: Int, to cell: Cell, using generator: inout some RandomNumberGenerator
  ) where Cell.State == State {
    let size = cell.initialState(batchSize: 0).parts.values.reduce(0) { $0 + $1.columns }
    self.init(linear: Linear(inputSize: inputSize, outputSize: size, using: &generator))
  }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.linear)
  }

  /// The cache for the backward pass.
  public struct Cache: Sendable {
    /// The summary of each source, [B, summary size].
    public let summary: Matrix<Scalar>
    /// `tanh(summary · W + b)`, all parts next to each other.
    public let joined: Matrix<Scalar>
  }

  /// `D_0 = tanh(summary · W + b)`.
  ///
  /// - Parameters:
  ///   - summary: [B, summary size].
  ///   - zero: the zero state of B sequences, which has the form of the result.
  public func callAsFunction(_ summary: Matrix<Scalar>, like zero: State) -> (state: State, cache: Cache) {
    let joined = tanh(linear(summary))
    var (parts, start) = (zero.parts, 0)
    for (name, part) in zero.parts.sorted(by: { $0.key < $1.key }) {
      require(
        start + part.columns <= joined.columns,
        "a bridge of \(joined.columns) columns is too narrow for its state")
      parts[name] = joined.columns(start..<start + part.columns)
      start += part.columns
    }
    require(
      start == joined.columns,
      "a state of \(start) numbers has a bridge of as many columns, not \(joined.columns)")
    guard let state = State(parts: parts) else {
      stop("a state that does not accept its own parts has no bridge", file: #fileID, line: #line)
    }
    return (state, Cache(summary: summary, joined: joined))
  }

  /// From `dD_0` to the gradient of the summary, through `1 - D_0²`; adds the parameters' share.
  public func backward(_ stateGradient: State, through cache: Cache, adding gradient: inout Self)
    -> Matrix<Scalar>
  {
    let joined = concatenate(columns: stateGradient.parts.sorted { $0.key < $1.key }.map(\.value))
    return linear.backward(
      joined * (1 - cache.joined * cache.joined), through: cache.summary, adding: &gradient.linear)
  }
}
