import Foundation

/// Why a training cannot continue: its loss or its gradient is no longer a finite number.
///
/// The update that would have followed was not made, so the model is the one of the update before.
public struct TrainingDivergence: Error, Equatable, Sendable, CustomStringConvertible {
  /// The number of the update that was not made; the first is 1.
  public let update: Int
  /// The mean loss of its window, in nats.
  public let loss: Double
  /// The norm of its gradient, before clipping.
  public let gradientNorm: Double
  /// η of this update.
  public let learningRate: Double

  /// One line with all of these, and the way out.
  public var description: String {
    "the training diverged at update \(update): its loss is \(Self.short(loss)), the norm of its gradient is "
      + "\(Self.short(gradientNorm)), and its learning rate was \(Self.short(learningRate)); train with a smaller learning "
      + "rate, or clip gradients to a smaller norm"
  }

  private static func short(_ number: Double) -> String {
    number.isNaN ? "nan" : String(format: "%.4g", number)
  }
}
