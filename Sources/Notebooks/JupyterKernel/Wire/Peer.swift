import Formats

/// A message: its frames, whole.
typealias WireMessage = [[UInt8]]

/// One connection: greets, shakes hands, then takes frames apart and puts them together. Never waits.
final class Peer {
  /// Tells this connection from the others of its socket.
  let id: Int
  let socket: SystemSocket
  /// What a subscriber wants: messages whose first frame begins so.
  private(set) var subscriptions: [[UInt8]] = []
  /// The identity of the other side, the same for all sockets of one client; empty if it has none.
  private(set) var name: [UInt8] = []
  private var state = State.greeting
  private var received = ReceivedBytes()
  private var frames: WireMessage = []
  private var waiting: [UInt8] = []
  private var sent = 0
  /// Messages that came to be sent before the handshake was over.
  private var early: [WireMessage] = []

  private enum State { case greeting, handshake, ready, gone }

  /// Begins to speak; `kind` is the socket's kind, `ROUTER`.
  init(id: Int, _ socket: SystemSocket, kind: String) {
    self.id = id
    self.socket = socket
    waiting = Handshake.greeting + Handshake.ready(kind).bytes
    flush()
  }

  /// Whether the other side has gone, or spoke what cannot be understood.
  var isGone: Bool { state == .gone }
  /// Whether the handshake is over.
  var isReady: Bool { state == .ready }
  /// Whether bytes wait for room.
  var isSending: Bool { sent < waiting.count }
  /// How many bytes wait for room.
  var waitingCount: Int { waiting.count - sent }

  /// Takes in what has arrived and gives the messages that are whole.
  func receive() -> [WireMessage] {
    guard let bytes = socket.receive() else {
      state = .gone
      return []
    }
    received.append(bytes)
    do {
      return try messages()
    } catch {
      state = .gone
      return []
    }
  }

  /// Sends a message, at once or as soon as the other side is ready and there is room.
  func send(_ message: WireMessage) {
    guard state == .ready else {
      if state != .gone { early.append(message) }
      return
    }
    for (index, body) in message.enumerated() {
      waiting += Frame(body: body, hasMore: index < message.count - 1).bytes
    }
    flush()
  }

  /// Whether a subscriber asked for messages that begin so.
  func wants(_ message: WireMessage) -> Bool {
    subscriptions.contains { (message.first ?? []).starts(with: $0) }
  }

  /// Subscribes to messages whose first frame begins so.
  func subscribe(_ prefix: [UInt8]) { send([[1] + prefix]) }

  /// Writes what there is room for.
  func flush() {
    while isSending, state != .gone {
      guard let count = socket.send(waiting[sent...]) else {
        state = .gone
        return
      }
      if count == 0 { return }
      sent += count
    }
    waiting.removeAll(keepingCapacity: waiting.capacity < 1 << 20)
    sent = 0
  }

  private func messages() throws -> [WireMessage] {
    if state == .greeting {
      guard received.count >= Handshake.greetingLength else { return [] }
      guard Handshake.accepts(received.take(Handshake.greetingLength)) else {
        throw Complaint("a connection does not speak ZeroMQ 3")
      }
      state = .handshake
    }
    var whole: [WireMessage] = []
    while let frame = try Frame.next(in: &received) {
      if frame.isCommand {
        take(command: frame.body)
      } else if let message = take(frame) {
        whole.append(message)
      }
    }
    return whole
  }

  private func take(command body: [UInt8]) {
    switch Handshake.commandName(body) {
    case "READY" where state == .handshake:
      state = .ready
      name = Handshake.property("Identity", of: body) ?? []
      early.forEach(send)
      early = []
    case "SUBSCRIBE": subscriptions.append(Array(body.dropFirst(10)))
    default:
      guard let answer = Handshake.answer(to: body) else { return }
      waiting += answer.bytes
      flush()
    }
  }

  private func take(_ frame: Frame) -> WireMessage? {
    frames.append(frame.body)
    guard !frame.hasMore else { return nil }
    defer { frames = [] }
    return frames
  }

  /// Notes a subscriber's message: one byte, 1 for more and 0 for less, then the beginning that it is about.
  func noteSubscription(_ message: WireMessage) {
    guard let body = message.first, let first = body.first else { return }
    let prefix = Array(body.dropFirst())
    if first == 1 {
      subscriptions.append(prefix)
    } else if first == 0, let place = subscriptions.firstIndex(of: prefix) {
      subscriptions.remove(at: place)
    }
  }
}
