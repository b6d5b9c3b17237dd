import Foundation

/// The last part of what a child printed. However much it prints, the engine keeps a few kilobytes.
struct OutputTail {
  /// How many bytes have passed, kept or not.
  private(set) var total = 0
  private var bytes = Data()
  private let capacity: Int

  init(capacity: Int = 16_384) { self.capacity = capacity }

  mutating func append(_ chunk: UnsafeRawBufferPointer) {
    total += chunk.count
    bytes.append(contentsOf: chunk.suffix(capacity))
    if bytes.count > 2 * capacity { bytes = Data(bytes.suffix(capacity)) }
  }

  mutating func reset() { self = OutputTail(capacity: capacity) }

  /// The kept text as lines, the first without its beginning where something was dropped.
  var lines: [String] {
    String(decoding: bytes.suffix(capacity), as: UTF8.self).split(whereSeparator: \.isNewline).map(
      String.init)
  }
}
