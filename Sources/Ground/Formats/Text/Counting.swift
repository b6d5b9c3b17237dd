import Foundation

/// Points without a needless fraction, and with two digits of it at most: `12.5`, `20`, `66.67`.
package func points(_ value: Double) -> String {
  let hundredths = (value * 100).rounded() / 100
  return hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(format: "%.4g", hundredths)
}

/// A number of things: `1 submission`, `3 submissions`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
