import Formats

/// One of the equal parts of a class that is split for several machines.
///
/// The name of a submission's folder alone determines its part, so the machines do not have to communicate.
public struct Shard: Codable, Sendable, Equatable {
  /// Which part, from 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// A part by its numbers; `nil` if no such part exists.
  public init?(index: Int, of count: Int) {
    guard count >= 1, count <= 10_000, (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// A part as a user writes it, `2/8`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.init(index: index, of: count)
  }

  /// Whether the submission in a folder of the given name belongs to this part.
  public func holds(_ name: String) -> Bool {
    let number = SHA256.text(of: name).prefix(15)
    return Int(number, radix: 16)! % count == index - 1
  }

  /// The part's own folder in the results, `shard-2-of-8`.
  public var folderName: String { "shard-\(index)-of-\(count)" }
}
