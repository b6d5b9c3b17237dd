import CourseSupport
import Foundation
import LinearAlgebra

/// The LSTM in stacked form: one matrix holds the weights of all gates, one product computes all pre-activations.
///
///     A = [H_{t-1}, X_t] · W + b, [B, 4H]
///
/// The columns of A, W and b are in the order input gate, forget gate, candidate, output gate, H columns each.
public struct StackedLSTM: Sendable {
  /// [W_h ; W_x]: [H + I, 4H], the H rows for the state on top.
  public var weight: Matrix<Double>
  /// [1, 4H].
  public var bias: Matrix<Double>

  /// A network of the given parameters.
  public init(weight: Matrix<Double>, bias: Matrix<Double>) {
    self.weight = weight
    self.bias = bias
  }

  /// Task 6. One step, with a single matrix product.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1} and C_{t-1}, each [B, H].
  /// - Returns: H_t and C_t, each [B, H].
  public func step(_ input: Matrix<Double>, from state: LSTMState) throws -> LSTMState {
    // TODO: Task 6, separate and stacked weights (part 1 of 3).
    throw NotImplemented()
  }

  /// Task 6. The same network with separate weights for each gate.
  public func unstacked() throws -> LSTM {
    // TODO: Task 6, separate and stacked weights (part 2 of 3).
    throw NotImplemented()
  }
}

extension LSTM {
  /// Task 6. The same network in stacked form.
  public func stacked() throws -> StackedLSTM {
    // TODO: Task 6, separate and stacked weights (part 3 of 3).
    throw NotImplemented()
  }
}
