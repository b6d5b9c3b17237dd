import LinearAlgebra

/// The tokens of a workload: the same numbers for everyone, drawn by `SplitMix64` from a fixed seed.
public struct WorkloadTokens: Sendable {
  /// One window: T · B inputs, then as many targets, step after step.
  public typealias Window = (inputs: [Int], targets: [Int])

  /// A few windows, read over and over in their order.
  public let windows: [Window]

  /// Draws the tokens of a workload: each is the next number of the generator modulo V; the inputs of a window come
  /// before its targets.
  public init(_ workload: Workload, windowCount: Int = 4) {
    var generator = SplitMix64(seed: 4)
    func draw() -> [Int] {
      (0..<workload.tokensPerStep).map { _ in Int(generator.next() % UInt64(workload.vocabularySize)) }
    }
    windows = (0..<windowCount).map { _ in
      let inputs = draw()
      return (inputs, draw())
    }
  }
}
