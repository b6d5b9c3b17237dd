import Foundation

/// A value as JSON for people and scripts: indented, the keys in order, dates as ISO 8601 writes them, the
/// same bytes for the same value, without a final line break.
package func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.dateEncodingStrategy = .iso8601
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
