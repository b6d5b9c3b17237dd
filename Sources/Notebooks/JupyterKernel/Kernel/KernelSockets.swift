import Formats
import Foundation

/// The sockets on which Jupyter speaks to a kernel, and the messages on them.
final class KernelSockets: Audience {
  let shell: ServerSocket
  let control: ServerSocket
  let input: ServerSocket
  let publisher: ServerSocket
  let heart: ServerSocket
  private var composer: MessageComposer

  /// Sockets that listen where a connection file says.
  ///
  /// - Throws: `Complaint` where an address is taken.
  init(_ connection: ConnectionFile) throws {
    composer = MessageComposer(signer: MessageSigner(key: Array(connection.key.utf8)))
    shell = try ServerSocket(.router, host: connection.ip, port: connection.shell_port)
    control = try ServerSocket(.router, host: connection.ip, port: connection.control_port)
    input = try ServerSocket(.router, host: connection.ip, port: connection.stdin_port)
    publisher = try ServerSocket(.publisher, host: connection.ip, port: connection.iopub_port)
    heart = try ServerSocket(.reply, host: connection.ip, port: connection.hb_port)
  }

  /// What to wait for.
  var polls: [pollfd] { [shell, control, input, publisher, heart].flatMap(\.polls) }

  /// The requests that have arrived: those that cannot wait for a cell, and the others.
  func receive() -> (urgent: [KernelMessage], requests: [KernelMessage]) {
    _ = heart.receive()
    for (peer, message) in publisher.receive() { welcome(peer, message) }
    return (messages(of: control, .control) + messages(of: input, .input), messages(of: shell, .shell))
  }

  /// Welcomes a new subscriber, which receives all later messages.
  private func welcome(_ peer: Int, _ subscription: WireMessage) {
    guard let body = subscription.first, body.first == 1 else { return }
    let prefix = String(decoding: body.dropFirst(), as: UTF8.self)
    let type = "iopub_welcome"
    let frames = composer.frames(
      type, ["subscription": .string(prefix)], parent: nil, after: [Array(type.utf8)])
    publisher.send(frames, to: peer)
  }

  private func messages(of socket: ServerSocket, _ channel: KernelMessage.Channel) -> [KernelMessage] {
    socket.receive().compactMap {
      KernelMessage($0.message, channel: channel, peer: $0.peer, signer: composer.signer)
    }
  }

  /// A client has connections with the same identity on all channels.
  func askForInput(for request: KernelMessage) -> Bool {
    guard let peer = input.peer(named: shell.name(of: request.peer)) else { return false }
    let content: JSONValue = ["prompt": "", "password": false]
    input.send(
      composer.frames("input_request", content, parent: request.header, after: request.identities), to: peer)
    return true
  }

  /// Writes what is still on its way, as far as that can be done in so many seconds.
  func flush(seconds: Double) {
    let patience = Date() + seconds
    while [control, shell, input, publisher].contains(where: \.isSending), Date() < patience {
      [control, shell, input, publisher].forEach { $0.flush() }
      usleep(1000)
    }
  }

  var isCrowded: Bool { publisher.isCrowded }

  func send(_ type: String, _ content: JSONValue, for request: KernelMessage) {
    let frames = composer.frames(type, content, parent: request.header, after: request.identities)
    (request.channel == .control ? control : shell).send(frames, to: request.peer)
  }

  func publish(_ type: String, _ content: JSONValue, for request: KernelMessage?) {
    publisher.publish(
      composer.frames(type, content, parent: request?.header, after: [Array(type.utf8)]))
  }
}
