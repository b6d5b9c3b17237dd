/// What two sockets of the ZeroMQ protocol say to each other before the first message. Security is none: Jupyter
/// signs its messages instead, and listens on this machine alone.
enum Handshake {
  static let greetingLength = 64

  /// The greeting: a signature, version 3.0, the mechanism `NULL`, not a server, filled up to 64 bytes.
  static let greeting: [UInt8] =
    [0xff] + Array(repeating: 0, count: 8) + [0x7f, 3, 0]
    + Array("NULL".utf8) + Array(repeating: 0, count: 16 + 1 + 31)

  /// Whether a greeting is one of version 3 or later without security.
  static func accepts(_ greeting: [UInt8]) -> Bool {
    greeting.count == greetingLength && greeting[0] == 0xff && greeting[9] & 1 == 1 && greeting[10] >= 3
      && Array(greeting[12..<16]) == Array("NULL".utf8) && greeting[16..<32].allSatisfy { $0 == 0 }
  }

  /// The command that ends the handshake and says what kind of socket speaks.
  static func ready(_ kind: String) -> Frame {
    var body = name("READY") + name("Socket-Type")
    let value = Array(kind.utf8)
    let length: [UInt8] = bigEndian(UInt64(value.count))
    body += length[4...]
    body += value
    return Frame(body: body, isCommand: true)
  }

  /// The name of a command.
  static func commandName(_ body: [UInt8]) -> String {
    guard let length = body.first, body.count > Int(length) else { return "" }
    return String(decoding: body[1...Int(length)], as: UTF8.self)
  }

  /// A property in the command that ends the handshake: names and values, each after its length.
  static func property(_ wanted: String, of body: [UInt8]) -> [UInt8]? {
    var rest = body.dropFirst(1 + Int(body.first ?? 0))
    func take(_ count: Int) -> [UInt8]? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    while let length = take(1)?.first, let name = take(Int(length)), let size = take(4),
      let value = take(size.reduce(0) { $0 << 8 | Int($1) })
    {
      if String(decoding: name, as: UTF8.self).lowercased() == wanted.lowercased() { return value }
    }
    return nil
  }

  /// The answer to a `PING`, with its context; `nil` to any other command.
  static func answer(to body: [UInt8]) -> Frame? {
    guard commandName(body) == "PING" else { return nil }
    return Frame(body: name("PONG") + body.dropFirst(7), isCommand: true)
  }

  private static func name(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }
}
