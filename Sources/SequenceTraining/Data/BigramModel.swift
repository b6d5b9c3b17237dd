#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The simplest model that looks back: the next token depends on the one before it, by counting.
///
/// `P(y | x) = (count(x, y) + k) / (count(x) + k V)`. A network that does not beat it has learned nothing
/// about longer context, so it is the first mark to pass.
public struct BigramModel: Sendable {
  private let vocabularySize: Int
  private let smoothing: Double
  private var pairs: [Int: Double] = [:]
  private var firsts: [Double]

  /// Counts the pairs of neighbours in `tokens`.
  ///
  /// - Parameters:
  ///   - smoothing: k, added to each count so that no pair is impossible.
  public init(counting tokens: [Int], vocabularySize: Int, smoothing: Double = 1) {
    self.vocabularySize = vocabularySize
    self.smoothing = smoothing
    firsts = Array(repeating: 0, count: vocabularySize)
    for (first, second) in zip(tokens, tokens.dropFirst()) {
      firsts[first] += 1
      pairs[first * vocabularySize + second, default: 0] += 1
    }
  }

  /// `P(second | first)`
  public func probability(of second: Int, after first: Int) -> Double {
    (pairs[first * vocabularySize + second, default: 0] + smoothing)
      / (firsts[first] + smoothing * Double(vocabularySize))
  }

  /// The mean of `-log P` over a window's predictions, summed over windows and divided by their number; nats.
  public func meanCrossEntropy(over windows: SequentialWindows) -> Double {
    var (sum, count) = (0.0, 0)
    for index in 0..<windows.windowCount {
      let window = windows[index]
      for (first, second) in zip(window.inputs.joined(), window.targets.joined()) {
        sum -= log(probability(of: second, after: first))
        count += 1
      }
    }
    return sum / Double(count)
  }
}
