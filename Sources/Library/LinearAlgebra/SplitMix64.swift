/// A small, fast random generator whose whole state is one number: the same seed gives the same sequence.
///
/// Sebastiano Vigna's splitmix64 (2015), after Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators" (2014). Good for weights, batches and sampling; not for secrets.
@frozen public struct SplitMix64: RandomNumberGenerator, Equatable, Sendable {
  /// All that the generator remembers; put it back to go on from the same place.
  public var state: UInt64

  /// A generator that starts from `seed`.
  @inlinable public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}
