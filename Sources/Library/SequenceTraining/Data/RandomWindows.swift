import LinearAlgebra

/// The windows of a text in random order: it is cut into pieces of T tokens, from a random offset below T on, the
/// pieces are shuffled and dealt out in batches of B.
///
/// Neighbors in a batch have nothing to do with each other, and neither have two windows, so each starts from the
/// zero state (random partition). The other way to read a text is ``SequentialWindows``.
public struct RandomWindows: Sendable {
  /// The windows of one epoch.
  public let windows: [TokenWindow]

  /// Cuts and shuffles `tokens`; what does not fill a batch or a piece is skipped in this epoch.
  ///
  /// - Precondition: B and T are positive.
  public init(
    _ tokens: [Int], batchSize: Int, stepCount: Int, using generator: inout some RandomNumberGenerator
  ) {
    require(
      batchSize > 0 && stepCount > 0, "a batch of \(batchSize) windows of \(stepCount) steps has no tokens")
    let offset = Int.random(in: 0..<stepCount, using: &generator)
    // Every input needs a successor.
    let pieceCount = max(0, tokens.count - offset - 1) / stepCount
    var starts = (0..<pieceCount).map { offset + $0 * stepCount }
    starts.shuffle(using: &generator)
    windows = (0..<pieceCount / batchSize).map { batch in
      let chosen = starts[batch * batchSize..<(batch + 1) * batchSize]
      func steps(shiftedBy shift: Int) -> [[Int]] {
        (0..<stepCount).map { step in chosen.map { tokens[$0 + step + shift] } }
      }
      return TokenWindow(inputs: steps(shiftedBy: 0), targets: steps(shiftedBy: 1))
    }
  }
}
