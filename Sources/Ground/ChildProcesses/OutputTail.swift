import Foundation

/// The last part of a child's output. However much it prints, only a few kilobytes are kept.
public struct OutputTail: Sendable {
  /// How many bytes have passed, kept or not.
  public private(set) var total = 0
  private var bytes = Data()
  private let capacity: Int

  /// An empty tail that will keep `capacity` bytes.
  public init(capacity: Int = 16_384) { self.capacity = capacity }

  /// Takes more.
  public mutating func append(_ chunk: UnsafeRawBufferPointer) {
    total += chunk.count
    let end = UnsafeRawBufferPointer(rebasing: chunk.suffix(capacity))
    if let start = end.bindMemory(to: UInt8.self).baseAddress { bytes.append(start, count: end.count) }
    if bytes.count > 2 * capacity { bytes = Data(bytes.suffix(capacity)) }
  }

  /// Forgets everything.
  public mutating func reset() { self = OutputTail(capacity: capacity) }

  /// The kept text, its first line without its beginning if something was dropped.
  public var text: String { String(decoding: bytes.suffix(capacity), as: UTF8.self) }

  /// The kept text as lines without empty ones.
  public var lines: [String] { text.split(whereSeparator: \.isNewline).map(String.init) }
}
