import Formats

/// Signs messages as Jupyter does: HMAC (RFC 2104) with SHA-256 over the four parts, as hexadecimal digits.
struct MessageSigner: Sendable {
  private let inner: [UInt8]
  private let outer: [UInt8]
  private let isOff: Bool

  /// A signer with the key of a connection file; an empty key means that nothing is signed.
  init(key: [UInt8]) {
    let short = key.count > 64 ? SHA256.hash(key) : key
    let block = short + Array(repeating: 0, count: 64 - short.count)
    inner = block.map { $0 ^ 0x36 }
    outer = block.map { $0 ^ 0x5c }
    isOff = key.isEmpty
  }

  /// The signature of some parts, taken as one text.
  func signature(of parts: some Sequence<[UInt8]>) -> [UInt8] {
    isOff ? [] : Array(Self.hexadecimal(code(parts)).utf8)
  }

  /// Whether a signature is that of the parts. All of it is compared, whatever the first difference.
  func accepts(_ signature: [UInt8], of parts: some Sequence<[UInt8]>) -> Bool {
    let right = self.signature(of: parts)
    guard right.count == signature.count else { return isOff }
    return zip(right, signature).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The 32 bytes of the code itself.
  func code(_ parts: some Sequence<[UInt8]>) -> [UInt8] {
    SHA256.hash(outer + SHA256.hash(inner + parts.flatMap(\.self)))
  }

  /// Two digits a byte.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
