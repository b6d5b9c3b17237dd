import Formats

/// A socket of the kernel's, as ZeroMQ means it: one address, any number of connections.
final class ServerSocket {
  /// What it does with messages.
  enum Kind: String {
    /// Receives from many and answers the one that asked.
    case router = "ROUTER"
    /// Speaks to all that subscribed.
    case publisher = "PUB"
    /// Sends back what it receives.
    case reply = "REP"
  }

  let kind: Kind
  private let listener: SystemSocket
  private var peers: [Peer] = []
  private var nextID = 0

  /// Listens at an address; port 0 lets the system choose.
  ///
  /// - Throws: `Complaint` where the address is not to be had.
  init(_ kind: Kind, host: String, port: Int) throws {
    self.kind = kind
    listener = try SystemSocket.listening(host: host, port: port)
  }

  /// The port on which it listens.
  var port: Int { listener.port }

  /// What to wait for.
  var polls: [pollfd] {
    [pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)]
      + peers.map {
        pollfd(
          fd: $0.socket.descriptor, events: Int16(POLLIN | ($0.isSending ? POLLOUT : 0)), revents: 0)
      }
  }

  /// Whether a connection has more bytes waiting than is sensible: whoever produces them should pause.
  var isCrowded: Bool { peers.contains { $0.waitingCount > 8 << 20 } }

  /// Whether something is still on its way out.
  var isSending: Bool { peers.contains(where: \.isSending) }

  /// Whether somebody listens to a publisher.
  var hasSubscriber: Bool { peers.contains { !$0.subscriptions.isEmpty } }

  /// Takes new connections and what has arrived.
  ///
  /// - Returns: the messages of a router, and the subscriptions of a publisher, each with its connection.
  func receive() -> [(peer: Int, message: WireMessage)] {
    while let socket = listener.acceptNext() {
      peers.append(Peer(id: nextID, socket, kind: kind.rawValue))
      nextID += 1
    }
    var arrived: [(peer: Int, message: WireMessage)] = []
    for peer in peers {
      peer.flush()
      for message in peer.receive() {
        switch kind {
        case .router: arrived.append((peer.id, message))
        case .publisher:
          peer.noteSubscription(message)
          arrived.append((peer.id, message))
        case .reply: peer.send(message)
        }
      }
    }
    peers.removeAll(where: \.isGone)
    return arrived
  }

  /// The identity of a connection; empty if it has none.
  func name(of peer: Int) -> [UInt8] { peers.first { $0.id == peer }?.name ?? [] }

  /// The connection with an identity. Without an identity it is the only connection.
  func peer(named name: [UInt8]) -> Int? {
    name.isEmpty && peers.count != 1 ? nil : peers.last { $0.name == name }?.id
  }

  /// Sends to one connection; nothing happens where it has gone.
  func send(_ message: WireMessage, to peer: Int) {
    peers.first { $0.id == peer }?.send(message)
  }

  /// Sends to every connection that subscribed to it.
  func publish(_ message: WireMessage) {
    for peer in peers where peer.wants(message) { peer.send(message) }
  }

  /// Writes what there is room for.
  func flush() { peers.forEach { $0.flush() } }
}
