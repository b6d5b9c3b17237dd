import Foundation

/// Points without a needless fraction, and with at most two decimals: `12.5`, `20`, `66.67`.
///
/// - Parameter isPadded: whether a fraction always has two digits, `12.50`, as in a column of a table.
package func points(_ value: Double, isPadded: Bool = false) -> String {
  let hundredths = (value * 100).rounded() / 100
  if hundredths == hundredths.rounded() { return String(Int(hundredths)) }
  let text = String(format: "%.2f", hundredths)
  return text.hasSuffix("0") && !isPadded ? String(text.dropLast()) : text
}

/// A number of things: `1 submission`, `3 submissions`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
