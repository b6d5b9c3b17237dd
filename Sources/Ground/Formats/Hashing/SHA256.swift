/// The Secure Hash Algorithm with 256 bits (FIPS 180-4): no one can find two contents with the same hash.
///
/// It decides whether a grade is kept, and students choose the contents; Jupyter's messages are signed with
/// it.
public struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var waiting: [UInt8] = []
  private var byteCount: UInt64 = 0

  /// The hash of nothing yet.
  public init() {}

  /// Takes more bytes in.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      waiting.append(byte)
      byteCount += 1
      if waiting.count == 64 { digestBlock() }
    }
  }

  /// Adds a part together with its length, so the boundary between two parts cannot move.
  public mutating func add(part: some Collection<UInt8>) {
    add(withUnsafeBytes(of: UInt64(part.count).littleEndian, Array.init))
    add(part)
  }

  /// Takes a text in, as a part.
  public mutating func add(part text: String) { add(part: Array(text.utf8)) }

  /// The hash of all that was added, 32 bytes.
  public var bytes: [UInt8] {
    var end = self
    let bitCount = byteCount &* 8
    end.add([0x80])
    end.add(Array(repeating: 0, count: (120 - end.waiting.count) % 64))
    end.add(withUnsafeBytes(of: bitCount.bigEndian, Array.init))
    return end.state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  /// The hash of all that was added, in hexadecimal digits.
  public var text: String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// The hash of one text.
  public static func text(of text: String) -> String {
    var hash = SHA256()
    hash.add(text.utf8)
    return hash.text
  }

  /// The 32 bytes of one message's hash.
  public static func hash(_ message: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.add(message)
    return hash.bytes
  }

  private mutating func digestBlock() {
    let schedule = schedule()
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let first = h &+ big1 &+ choice &+ Self.constants[round] &+ schedule[round]
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ big0 &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    waiting.removeAll(keepingCapacity: true)
  }

  /// The 64 words that a block of 64 bytes is expanded to.
  private func schedule() -> [UInt32] {
    var schedule = stride(from: 0, to: 64, by: 4).map { place in
      waiting[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let (a, b) = (schedule[t - 15], schedule[t - 2])
      let small0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >> 3)
      let small1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >> 10)
      schedule.append(schedule[t - 16] &+ small0 &+ schedule[t - 7] &+ small1)
    }
    return schedule
  }

  private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
