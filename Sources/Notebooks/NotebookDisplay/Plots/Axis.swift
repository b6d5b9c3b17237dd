import Foundation

/// The mapping of values to positions along an axis.
public enum AxisScale: Sendable, Equatable {
  /// Equal steps are equal distances.
  case linear
  /// Equal factors are equal distances; for values above 0 alone.
  case logarithmic
}

/// One axis: the range it covers, and its ticks at round numbers.
struct Axis: Sendable {
  let scale: AxisScale
  let range: ClosedRange<Double>
  let ticks: [Double]

  /// An axis around `values` with about `tickCount` ticks; it begins and ends at a tick if it is `loose`.
  init(_ values: [Double], scale: AxisScale, tickCount: Int = 6, loose: Bool = true) {
    let usable = values.filter { $0.isFinite && (scale == .linear || $0 > 0) }
    let low = usable.min() ?? (scale == .linear ? 0 : 1)
    let high = usable.max() ?? (scale == .linear ? 1 : 10)
    self.scale = scale
    let marks: [Double]
    switch scale {
    case .linear:
      // What is counted has no ticks between two whole numbers.
      let isCounted = !loose && usable.allSatisfy { $0 == $0.rounded() }
      marks = Axis.linearTicks(low, high, tickCount, leastStep: isCounted ? 1 : 0)
      range = loose || low == high ? Axis.trimmed(marks, around: low, high) : low...high
    case .logarithmic:
      let decades = Axis.decades(around: low, high)
      let isTight = !loose && low < high
      range = isTight ? low...high : decades
      marks = isTight ? Axis.ticksWithin(decades) : Axis.logarithmicTicks(in: decades, tickCount)
    }
    let covered = range
    ticks = marks.filter { covered.contains($0) }
  }

  /// An axis from the first to the last measured position. A few positions get a tick each; if there are many, or if
  /// they are too close, the ticks are round numbers.
  init(positions: [Double], scale: AxisScale) {
    let axis = Axis(positions, scale: scale, tickCount: 8, loose: false)
    let known = Set(positions.filter { axis.fraction($0) != nil }).sorted()
    let fractions = known.compactMap(axis.fraction)
    let areClear = zip(fractions, fractions.dropFirst()).allSatisfy { $1 - $0 >= 0.07 }
    let areShort = scale == .linear || known.allSatisfy(Axis.isShort)
    let isTicked = (2...8).contains(known.count) && areClear && areShort
    self.init(scale: scale, range: axis.range, ticks: isTicked ? known : axis.ticks)
  }

  /// The same axis, longer by a fraction of its length at both ends.
  func widened(by share: Double) -> Axis {
    let (low, high) = (mapped(range.lowerBound), mapped(range.upperBound))
    let room = (high - low) * share
    let ends = [low - room, high + room].map { scale == .linear ? $0 : pow(10, $0) }
    return Axis(scale: scale, range: ends[0]...ends[1], ticks: ticks)
  }

  private init(scale: AxisScale, range: ClosedRange<Double>, ticks: [Double]) {
    self.scale = scale
    self.range = range
    self.ticks = ticks
  }

  /// Where `value` lies, 0 at the axis's beginning and 1 at its end; `nil` where it cannot be drawn.
  func fraction(_ value: Double) -> Double? {
    guard value.isFinite, scale == .linear || value > 0 else { return nil }
    let (low, high, place) = (mapped(range.lowerBound), mapped(range.upperBound), mapped(value))
    return (place - low) / (high - low)
  }

  /// The ticks as texts: with the same decimals, or as powers of ten where those would be long.
  var labels: [String] {
    guard scale == .logarithmic else { return NumberText.aligned(ticks) }
    let areShort = ticks.allSatisfy(Axis.isShort)
    return ticks.map { areShort ? NumberText.short($0) : NumberText.powerOfTen(Int(log10($0).rounded())) }
  }

  private static func isShort(_ tick: Double) -> Bool { (0.001...1000).contains(tick) }

  private func mapped(_ value: Double) -> Double { scale == .linear ? value : log10(value) }

  /// Multiples of 1, 2, 2.5 or 5 times a power of ten, or of `leastStep` where that is more.
  private static func linearTicks(
    _ low: Double, _ high: Double, _ count: Int, leastStep: Double
  ) -> [Double] {
    let span = high > low ? high - low : max(abs(low), 1)
    let rough = span / Double(max(count - 1, 1))
    let power = pow(10, log10(rough).rounded(.down))
    let step = max(([1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power, leastStep)
    let first = (low / step + 1e-9).rounded(.down)
    let last = max((high / step - 1e-9).rounded(.up), first + 1)
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// From the first tick to the last, but not where a tick would leave most of its step empty.
  private static func trimmed(_ ticks: [Double], around low: Double, _ high: Double) -> ClosedRange<Double> {
    let (first, last, step) = (ticks[0], ticks[ticks.count - 1], ticks[1] - ticks[0])
    guard high > low, ticks.count > 3 else { return first...last }
    return
      (low - first > 0.75 * step ? low - 0.1 * step : first)...(last - high > 0.75 * step
      ? high + 0.1 * step : last)
  }

  /// From the power of ten below `low` to the one above `high`.
  private static func decades(around low: Double, _ high: Double) -> ClosedRange<Double> {
    let first = log10(low).rounded(.down)
    return pow(10, first)...pow(10, max(log10(high).rounded(.up), first + 1))
  }

  /// Powers of ten, every one or every few.
  private static func logarithmicTicks(in range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let (first, last) = (Int(log10(range.lowerBound).rounded()), Int(log10(range.upperBound).rounded()))
    let step = max(1, Int((Double(last - first) / Double(count)).rounded(.up)))
    return (first...last).filter { $0.isMultiple(of: step) }.map { pow(10, Double($0)) }
  }

  /// 1, 2 and 5 times each power of ten.
  private static func ticksWithin(_ range: ClosedRange<Double>) -> [Double] {
    let (first, last) = (Int(log10(range.lowerBound).rounded()), Int(log10(range.upperBound).rounded()))
    return (first...last).flatMap { decade in [1, 2, 5].map { $0 * pow(10, Double(decade)) } }
  }
}
