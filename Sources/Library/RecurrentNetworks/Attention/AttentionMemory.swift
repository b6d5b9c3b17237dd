import LinearAlgebra

/// A source as attention reads it: keys, values, and which steps take part.
///
/// It is made once per source, by ``Attention/memory(keys:values:mask:)``, and read at every target step. Steps that are
/// masked are zeros in it, so what was in them reaches nothing, not even if it is not a number.
public struct AttentionMemory<Scalar: MatrixScalar>: Sendable {
  /// The keys, which queries are compared with: S steps of [B, key size].
  public let keys: StackedSteps<Scalar>
  /// The keys as the score prepared them.
  public let preparedKeys: StackedSteps<Scalar>
  /// The values to average: S steps of [B, value size].
  public let values: StackedSteps<Scalar>
  /// Which steps take part; `nil` means all.
  public let mask: AttentionMask?
}

/// The gradients of an ``AttentionMemory``, to which every target step that read it adds its share.
public struct AttentionMemoryGradient<Scalar: MatrixScalar>: Sendable {
  /// `∂L/∂(prepared keys)`, S steps.
  public internal(set) var preparedKeys: StackedSteps<Scalar>
  /// `∂L/∂V_1 … ∂L/∂V_S`.
  public internal(set) var values: StackedSteps<Scalar>

  /// Zeros, where the gradients of `memory` start from.
  public init(for memory: AttentionMemory<Scalar>) {
    preparedKeys = memory.preparedKeys.map { .zeros($0.shape) }
    values = memory.values.map { .zeros($0.shape) }
  }
}

extension Attention {
  /// The memory of a source.
  ///
  /// - Parameters:
  ///   - keys: `K_1 … K_S`, each [B, key size], at least one.
  ///   - values: `V_1 … V_S`, each [B, value size]; defaults to the keys.
  ///   - mask: which steps take part; defaults to all.
  public func memory(
    keys: [Matrix<Scalar>], values: [Matrix<Scalar>]? = nil, mask: AttentionMask? = nil
  ) -> AttentionMemory<Scalar> {
    let stackedKeys = masked(StackedSteps(keys), mask)
    let stackedValues = values.map { masked(StackedSteps($0), mask) } ?? stackedKeys
    require(
      stackedValues.stepCount == stackedKeys.stepCount && stackedValues.batchSize == stackedKeys.batchSize,
      """
      \(stackedKeys.stepCount) keys of \(stackedKeys.batchSize) sequences have as many values, not \
      \(stackedValues.stepCount) of \(stackedValues.batchSize)
      """)
    return AttentionMemory(
      keys: stackedKeys, preparedKeys: preparedKeys(stackedKeys), values: stackedValues, mask: mask)
  }

  /// The memory of padded sources, of which sequence b has `lengths[b]` steps.
  ///
  /// - Precondition: there is one length per sequence, each from 0 to S.
  public func memory(keys: [Matrix<Scalar>], values: [Matrix<Scalar>]? = nil, lengths: [Int])
    -> AttentionMemory<Scalar>
  {
    memory(keys: keys, values: values, mask: AttentionMask(lengths: lengths, stepCount: keys.count))
  }

  /// From the gradients of a memory, when all steps have added theirs, to those of its keys and values; adds the share
  /// of the parameters that prepared the keys.
  ///
  /// Where the values are the keys, the two are to be added.
  ///
  /// - Returns: `∂L/∂K_1 … ∂L/∂K_S` and `∂L/∂V_1 … ∂L/∂V_S`, zero where a step was masked.
  public func backward(
    _ memoryGradient: AttentionMemoryGradient<Scalar>, through memory: AttentionMemory<Scalar>,
    adding gradient: inout Self
  ) -> (keys: [Matrix<Scalar>], values: [Matrix<Scalar>]) {
    let keys = preparedKeysBackward(memoryGradient.preparedKeys, through: memory.keys, adding: &gradient)
    return (masked(keys, memory.mask).steps, masked(memoryGradient.values, memory.mask).steps)
  }

  private func masked(_ steps: StackedSteps<Scalar>, _ mask: AttentionMask?) -> StackedSteps<Scalar> {
    mask.map { $0.zeroing(steps) } ?? steps
  }
}
