import Foundation

/// Delays measurements while the processor is slowed down. The only criterion is its multiply-add peak, never
/// the quantity that is measured: the same rule for everyone.
public struct ProcessorPeakMonitor {
  /// How many measurements were repeated so far.
  public private(set) var repeatCount = 0
  private let measurePeak: () -> Double
  private let pause: Double
  private var recent: [Double] = []

  /// The fraction of the best recent peak that counts as full speed.
  static let share = 0.9
  /// How many peaks are recent. A processor that has settled at a slower clock counts as at full speed again
  /// after so many.
  static let memory = 400
  /// How often the peak is measured before a turn until it is accepted as is.
  static let patience = 20
  /// How often a turn is taken at most.
  static let attempts = 4

  /// A monitor.
  ///
  /// - Parameters:
  ///   - pause: seconds to wait before a new look at a processor that is slowed down.
  ///   - measurePeak: the peak at this moment.
  public init(pause: Double = 0.2, measurePeak: @escaping () -> Double = { MultiplyAddPeak.measure() }) {
    self.pause = pause
    self.measurePeak = measurePeak
  }

  /// A monitor over as many cores as there are threads at work.
  static func over(threadCount: Int) -> ProcessorPeakMonitor {
    ProcessorPeakMonitor { MultiplyAddPeak.measure(threadCount: threadCount, seconds: 0.04) }
  }

  /// Runs the measurement, and repeats it if the processor was slowed down before or after, until the
  /// attempts are used up.
  ///
  /// - Returns: the result of `body`, and the mean of the peaks before and after it.
  mutating func undisturbed<Answer>(_ body: () throws -> Answer) rethrows -> (Answer, peak: Double) {
    var attempt = 1
    while true {
      let before = wholePeak()
      let answer = try body()
      let after = look()
      if isWhole(after) || attempt == Self.attempts { return (answer, (before + after) / 2) }
      attempt += 1
      repeatCount += 1
    }
  }

  /// The peak once the processor runs at full speed, or the current peak when patience runs out.
  private mutating func wholePeak() -> Double {
    var peak = look()
    var looks = 1
    while !isWhole(peak), looks < Self.patience {
      Thread.sleep(forTimeInterval: pause)
      peak = look()
      looks += 1
    }
    return peak
  }

  private mutating func look() -> Double {
    let peak = measurePeak()
    recent = recent.suffix(Self.memory - 1) + [peak]
    return peak
  }

  private func isWhole(_ peak: Double) -> Bool { peak >= Self.share * (recent.max() ?? 0) }
}
