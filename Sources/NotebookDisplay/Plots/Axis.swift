import Foundation

/// How values become places along an axis.
public enum AxisScale: Sendable, Equatable {
  /// Equal steps are equal distances.
  case linear
  /// Equal factors are equal distances; for values above 0 alone.
  case logarithmic
}

/// One axis: the range it covers, and its ticks at round numbers.
struct Axis {
  let scale: AxisScale
  let range: ClosedRange<Double>
  let ticks: [Double]

  /// An axis around `values` with about `tickCount` ticks; it begins and ends at a tick if it is `loose`.
  init(_ values: [Double], scale: AxisScale, tickCount: Int = 6, loose: Bool = true) {
    let usable = values.filter { $0.isFinite && (scale == .linear || $0 > 0) }
    let low = usable.min() ?? (scale == .linear ? 0 : 1)
    let high = usable.max() ?? (scale == .linear ? 1 : 10)
    self.scale = scale
    let all =
      scale == .linear
      ? Axis.linearTicks(low, high, tickCount) : Axis.logarithmicTicks(low, high, tickCount)
    if loose || low == high {
      range = all[0]...all[all.count - 1]
    } else {
      range = low...high
    }
    let covered = range
    ticks = all.filter { covered.contains($0) }
  }

  /// Where `value` lies, 0 at the axis's beginning and 1 at its end; `nil` where it cannot be drawn.
  func fraction(_ value: Double) -> Double? {
    guard value.isFinite, scale == .linear || value > 0 else { return nil }
    let (low, high, place) = (mapped(range.lowerBound), mapped(range.upperBound), mapped(value))
    return (place - low) / (high - low)
  }

  private func mapped(_ value: Double) -> Double { scale == .linear ? value : log10(value) }

  /// Multiples of 1, 2, 2.5 or 5 times a power of ten.
  private static func linearTicks(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    let span = high > low ? high - low : max(abs(low), 1)
    let rough = span / Double(max(count - 1, 1))
    let power = pow(10, log10(rough).rounded(.down))
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
    let first = (low / step + 1e-9).rounded(.down)
    let last = max((high / step - 1e-9).rounded(.up), first + 1)
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Powers of ten, every one or every few.
  private static func logarithmicTicks(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    let first = Int(log10(low).rounded(.down))
    let last = max(Int(log10(high).rounded(.up)), first + 1)
    let step = max(1, Int((Double(last - first) / Double(count)).rounded(.up)))
    let steps = (last - first + step - 1) / step
    return (0...steps).map { pow(10, Double(first + $0 * step)) }
  }
}
