import CourseSupport
import Foundation
import LinearAlgebra

/// The parameters of one gate, or of the candidate, as used in `X_t · W_x + H_{t-1} · W_h + b`.
public struct GateWeights: Sendable {
  /// W_x, from the input: [I, H].
  public var weightIH: Matrix<Double>
  /// W_h, from the previous hidden state: [H, H].
  public var weightHH: Matrix<Double>
  /// b: [1, H]. Adding a [1, H] row to a [B, H] matrix adds it to every row.
  public var bias: Matrix<Double>

  /// The parameters of one gate.
  public init(weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
  }

  /// The same shapes, all zero: the start of a gradient sum.
  public func zeroed() -> GateWeights {
    GateWeights(
      weightIH: .zeros(weightIH.shape), weightHH: .zeros(weightHH.shape), bias: .zeros(bias.shape))
  }
}

/// The state an LSTM carries from step to step; also its gradient, which has the same shapes.
public struct LSTMState: Sendable {
  /// H_t, the hidden state, which the cell shows: [B, H].
  public var hidden: Matrix<Double>
  /// C_t, the cell state, which is the memory: [B, H].
  public var cell: Matrix<Double>

  /// A state of two parts.
  public init(hidden: Matrix<Double>, cell: Matrix<Double>) {
    self.hidden = hidden
    self.cell = cell
  }
}

/// The three gates and the candidate of one step, each [B, H].
public struct LSTMGates: Sendable {
  /// I_t: how much is written.
  public var input: Matrix<Double>
  /// F_t: how much is kept.
  public var forget: Matrix<Double>
  /// C̃_t: the candidate, which can be written.
  public var candidate: Matrix<Double>
  /// O_t: how much is shown.
  public var output: Matrix<Double>

  /// The gates of one step.
  public init(
    input: Matrix<Double>, forget: Matrix<Double>, candidate: Matrix<Double>, output: Matrix<Double>
  ) {
    self.input = input
    self.forget = forget
    self.candidate = candidate
    self.output = output
  }
}

/// The values one step caches for the backward pass.
public struct LSTMCache: Sendable {
  /// X_t, [B, I].
  public var input: Matrix<Double>
  /// H_{t-1} and C_{t-1}.
  public var previousState: LSTMState
  /// I_t, F_t, C̃_t and O_t.
  public var gates: LSTMGates
  /// C_t, [B, H].
  public var cell: Matrix<Double>

  /// A cache of the given parts.
  public init(
    input: Matrix<Double>, previousState: LSTMState, gates: LSTMGates, cell: Matrix<Double>
  ) {
    self.input = input
    self.previousState = previousState
    self.gates = gates
    self.cell = cell
  }
}
