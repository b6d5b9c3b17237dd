/// Fowler, Noll and Vo's hash of 64 bits: short, fast, and the same on every machine. It distinguishes texts
/// of the course; it is not used for texts that someone could choose to collide.
package struct FNV1a {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Adds a word of eight bytes in one step.
  mutating func add(word: UInt64) {
    hash = (hash ^ word) &* 0x100_0000_01b3
    hash ^= hash >> 29
  }

  /// Sixteen digits.
  package var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
