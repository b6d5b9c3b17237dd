import Foundation

/// A value as JSON for people and scripts: indented, the keys in order, the same bytes for the same value.
func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
}

/// Points without a needless fraction: `12.5`, `20`.
func points(_ value: Double) -> String {
  value == value.rounded() ? String(Int(value)) : String(format: "%.4g", value)
}
