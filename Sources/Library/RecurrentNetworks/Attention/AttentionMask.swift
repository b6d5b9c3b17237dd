import LinearAlgebra

/// Which source steps each sequence of a batch may look at.
///
/// `true` means that a step takes part, as in PyTorch's `scaled_dot_product_attention` and in Keras; the
/// `key_padding_mask` of PyTorch's `MultiheadAttention` has it the other way around.
public struct AttentionMask: Sendable, Equatable {
  /// One row per sequence, one element per source step.
  public let isVisible: [[Bool]]

  /// A mask that may have gaps.
  ///
  /// - Precondition: all rows are equally long.
  public init(_ isVisible: [[Bool]]) {
    let stepCount = isVisible.first?.count ?? 0
    for (row, steps) in isVisible.enumerated() {
      require(
        steps.count == stepCount,
        "row 0 of the mask has \(stepCount) steps, and row \(row) has \(steps.count): pad the shorter with false"
      )
    }
    self.isVisible = isVisible
  }

  /// The mask of padded sequences: each may look at its first `length` steps.
  ///
  /// - Precondition: each length is from 0 to `stepCount`.
  public init(lengths: [Int], stepCount: Int) {
    Padding.check(lengths, batchSize: lengths.count, stepCount: stepCount)
    self.init(lengths.map { length in (0..<stepCount).map { $0 < length } })
  }

  /// The numbers [B, S] with `value` where a step does not take part, whatever was there.
  func hiding<Scalar>(_ table: Matrix<Scalar>, by value: Scalar) -> Matrix<Scalar> {
    check(batchSize: table.rows, stepCount: table.columns)
    var result = table
    for (row, steps) in isVisible.enumerated() {
      for (step, isVisible) in steps.enumerated() where !isVisible { result[row, step] = value }
    }
    return result
  }

  /// The steps with zeros where they do not take part: replaced, because 0 times a NaN would stay NaN.
  func zeroing<Scalar>(_ steps: StackedSteps<Scalar>) -> StackedSteps<Scalar> {
    check(batchSize: steps.batchSize, stepCount: steps.stepCount)
    var result = steps
    for (row, visible) in isVisible.enumerated() {
      for (step, isVisible) in visible.enumerated() where !isVisible {
        for column in 0..<steps.size { result.matrix[step * steps.batchSize + row, column] = 0 }
      }
    }
    return result
  }

  private func check(batchSize: Int, stepCount: Int) {
    require(
      isVisible.count == batchSize && isVisible.allSatisfy { $0.count == stepCount },
      "\(stepCount) steps of \(batchSize) sequences have a mask of that shape, not [\(isVisible.count), \(isVisible.first?.count ?? 0)]"
    )
  }
}
