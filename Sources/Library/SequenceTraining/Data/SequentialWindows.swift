import LinearAlgebra

/// T steps of B sequences: what goes in, and what is to come out, which is the next token of each.
public struct TokenWindow: Sendable, Equatable {
  /// `inputs[t][b]`, the token of sequence b at step t.
  public let inputs: [[Int]]
  /// `targets[t][b]`, the token that follows it.
  public let targets: [[Int]]

  /// A window of the given tokens.
  ///
  /// - Precondition: there are as many targets as inputs, at each step as many as at every other.
  public init(inputs: [[Int]], targets: [[Int]]) {
    require(
      inputs.map(\.count) == targets.map(\.count) && Set(inputs.map(\.count)).count <= 1,
      "a window needs as many targets as inputs, and at every step as many as at the others")
    self.inputs = inputs
    self.targets = targets
  }

  /// How many predictions the window asks for, T · B.
  public var predictionCount: Int { targets.reduce(0) { $0 + $1.count } }
}

/// A long text read by B readers at once: it is cut into B streams, and each window goes on where the last one
/// ended, so that the state after one window is the state before the next (sequential partition).
public struct SequentialWindows: Sendable {
  /// B.
  public let batchSize: Int
  /// T.
  public let stepCount: Int
  /// How many windows there are, the last one perhaps shorter if that was asked for.
  public let windowCount: Int
  private let tokens: [Int]
  private let offset: Int
  private let streamLength: Int

  /// Cuts `tokens`, from `offset` on, into B streams of equal length.
  ///
  /// - Parameters:
  ///   - tokens: the text, as indices.
  ///   - batchSize: B, the number of streams.
  ///   - stepCount: T, the steps of a window.
  ///   - offset: how many tokens to pass over at the start, so that each epoch sees other windows.
  ///   - includesPartialWindow: whether a last window of fewer than T steps counts; for judging, not for training.
  /// - Precondition: B and T are positive and `offset` lies within the tokens.
  public init(
    _ tokens: [Int], batchSize: Int, stepCount: Int, offset: Int = 0, includesPartialWindow: Bool = false
  ) {
    require(
      batchSize > 0 && stepCount > 0 && offset >= 0 && offset <= tokens.count,
      "\(tokens.count) tokens cannot be cut into \(batchSize) streams of \(stepCount) steps from \(offset) on"
    )
    self.tokens = tokens
    self.batchSize = batchSize
    self.stepCount = stepCount
    self.offset = offset
    // Every input needs a successor, so the last token of all is only ever a target.
    streamLength = max(0, tokens.count - offset - 1) / batchSize
    let hasPartialWindow = includesPartialWindow && streamLength % stepCount > 0
    windowCount = streamLength / stepCount + (hasPartialWindow ? 1 : 0)
  }

  /// Window `index`.
  public subscript(index: Int) -> TokenWindow {
    require(
      index >= 0 && index < windowCount, "there are \(windowCount) windows, and no window \(index)")
    let start = index * stepCount
    let steps = start..<start + min(stepCount, streamLength - start)
    func tokens(shiftedBy shift: Int) -> [[Int]] {
      steps.map { step in
        (0..<batchSize).map { self.tokens[offset + $0 * streamLength + step + shift] }
      }
    }
    return TokenWindow(inputs: tokens(shiftedBy: 0), targets: tokens(shiftedBy: 1))
  }
}
