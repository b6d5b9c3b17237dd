import Formats
import Foundation

/// A message of Jupyter's protocol that has arrived.
struct KernelMessage {
  /// The channel on which it came.
  let channel: Channel
  /// The connection that it came from.
  let peer: Int
  /// Frames before the mark, which an answer carries too.
  let identities: WireMessage
  /// The header, byte for byte: answers quote it as their parent.
  let header: [UInt8]
  /// What it asks for, `execute_request`.
  let type: String
  let content: JSONValue
  /// What a notebook adds, the cell's own name among it.
  let metadata: JSONValue

  /// The channels on which requests come.
  enum Channel: Sendable { case shell, control, input }

  /// The frame between identities and message.
  static let mark = Array("<IDS|MSG>".utf8)

  /// Takes frames apart; `nil` where they are no message, or not signed with the key.
  init?(_ frames: WireMessage, channel: Channel, peer: Int, signer: MessageSigner) {
    guard let place = frames.firstIndex(of: Self.mark), frames.count >= place + 6 else { return nil }
    let parts = frames[(place + 2)..<(place + 6)]
    guard signer.accepts(frames[place + 1], of: parts) else { return nil }
    let decoder = JSONDecoder()
    guard let header = try? decoder.decode(JSONValue.self, from: Data(frames[place + 2])),
      let content = try? decoder.decode(JSONValue.self, from: Data(frames[place + 5])),
      let type = header["msg_type"]?.string
    else { return nil }
    self.channel = channel
    self.peer = peer
    identities = Array(frames[..<place])
    self.header = frames[place + 2]
    self.type = type
    self.content = content
    metadata = (try? decoder.decode(JSONValue.self, from: Data(frames[place + 4]))) ?? .null
  }
}

/// Makes the messages that the kernel sends, under one session's name.
struct MessageComposer {
  /// The version of Jupyter's protocol.
  static let version = "5.4"

  let signer: MessageSigner
  private let session = UUID().uuidString
  private var count = 0

  init(signer: MessageSigner) { self.signer = signer }

  /// The frames of a message, after the given ones.
  ///
  /// - Parameter parent: the header of the request that it belongs to.
  mutating func frames(
    _ type: String, _ content: JSONValue, parent: [UInt8]?, after identities: WireMessage
  ) -> WireMessage {
    count += 1
    let header: JSONValue = [
      "msg_id": .string("\(session)_\(count)"), "session": .string(session), "username": "kernel",
      "date": .string(ISO8601DateFormatter().string(from: Date())), "msg_type": .string(type),
      "version": .string(Self.version),
    ]
    let empty = Array("{}".utf8)
    let parts = [Self.bytes(header), parent ?? empty, empty, Self.bytes(content)]
    return identities + [KernelMessage.mark, signer.signature(of: parts)] + parts
  }

  private static func bytes(_ value: JSONValue) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // Numbers that JSON cannot write are never put into a message.
    return (try? encoder.encode(value)).map { Array($0) } ?? Array("{}".utf8)
  }
}
