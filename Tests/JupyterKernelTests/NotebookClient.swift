import Formats
import Foundation
import TestSupport
import XCTest

@testable import CellEngine
@testable import JupyterKernel

/// A kernel in this process and its notebook: sockets of the client's kinds, messages with its key. The
/// kernel's one thread is the test's own, which lets it work while it waits for answers.
final class NotebookClient {
  let server: KernelServer
  private let shell: Peer
  private let control: Peer
  private let watched: Peer
  private let heart: Peer
  private let signer = MessageSigner(key: Array("a key".utf8))
  private var composer: MessageComposer
  /// Everything that was published: type, content, and the request's header.
  private(set) var published: [KernelMessage] = []

  init(key: String = "a key") throws {
    server = try KernelServer(
      ConnectionFile(
        transport: "tcp", ip: "127.0.0.1", shell_port: 0, control_port: 0, stdin_port: 0, iopub_port: 0,
        hb_port: 0, key: key, signature_scheme: "hmac-sha256"), executable: builtProgram("course-notebook"))
    func peer(_ socket: ServerSocket, _ kind: String) throws -> Peer {
      Peer(id: 0, try .connected(host: "127.0.0.1", port: socket.port), kind: kind)
    }
    shell = try peer(server.sockets.shell, "DEALER")
    control = try peer(server.sockets.control, "DEALER")
    watched = try peer(server.sockets.publisher, "SUB")
    heart = try peer(server.sockets.heart, "REQ")
    composer = MessageComposer(signer: signer)
    watched.subscribe([])
    let peers = [shell, control, watched, heart]
    try wait {
      for peer in [shell, control, heart] { XCTAssertTrue(peer.receive().isEmpty) }
      _ = watched.receive()
      return peers.allSatisfy(\.isReady) && server.sockets.publisher.hasSubscriber
    }
  }

  /// Sends a request and waits for its answer.
  func ask(_ type: String, _ content: JSONValue, onControl: Bool = false) throws -> KernelMessage {
    send(type, content, onControl: onControl)
    return try answer(onControl: onControl)
  }

  func send(_ type: String, _ content: JSONValue, onControl: Bool = false) {
    (onControl ? control : shell).send(composer.frames(type, content, parent: nil, after: []))
  }

  func answer(onControl: Bool = false, within seconds: Double = 20) throws -> KernelMessage {
    let peer = onControl ? control : shell
    var found: KernelMessage?
    try wait(seconds: seconds) {
      found = peer.receive().lazy.compactMap { self.taken($0) }.first
      return found != nil
    }
    return try XCTUnwrap(found)
  }

  /// The reply of the heartbeat.
  func beat(_ message: WireMessage) throws -> WireMessage {
    heart.send(message)
    var found: WireMessage?
    try wait {
      found = heart.receive().first
      return found != nil
    }
    return try XCTUnwrap(found)
  }

  /// Runs a cell to its end.
  ///
  /// - Returns: everything it showed: texts, the plain forms of displays, the messages of a failure.
  func run(_ code: String, cell: String? = nil, interrupting shouldStop: ((String) -> Bool)? = nil) throws
    -> String
  {
    published = []
    var frames = composer.frames(
      "execute_request", ["code": .string(code), "silent": false], parent: nil, after: [])
    if let cell {
      frames[4] = Array("{\"cellId\":\"\(cell)\"}".utf8)
      frames[1] = signer.signature(of: Array(frames[2...]))
    }
    shell.send(frames)
    var shown = ""
    var isStopped = false
    try wait(seconds: 60) {
      listen()
      shown = text
      if let shouldStop, !isStopped, shouldStop(shown) {
        isStopped = true
        send("interrupt_request", [:], onControl: true)
      }
      let states = published.filter { $0.type == "status" }.map { $0.content["execution_state"]?.string }
      let isOwn = published.contains { $0.type == "execute_input" } || code.isEmpty
      return isOwn && states.last == "idle" && states.filter { $0 == "idle" }.count > (isStopped ? 1 : 0)
    }
    _ = try answer()
    if isStopped { _ = try answer(onControl: true) }
    return shown
  }

  /// The texts of what was published.
  private var text: String {
    published.map { message in
      let content = message.content
      let lines = (content["traceback"]?.array ?? []).compactMap(\.string)
      return (content["text"]?.string ?? "") + (content["data"]?["text/plain"]?.string ?? "")
        + lines.map { $0 + "\n" }.joined()
    }.joined()
  }

  private func listen() { published += watched.receive().compactMap(taken) }

  private func taken(_ frames: WireMessage) -> KernelMessage? {
    KernelMessage(frames, channel: .shell, peer: 0, signer: signer)
  }

  private func wait(seconds: Double = 20, until isOver: () throws -> Bool) throws {
    let deadline = Date() + seconds
    while try !isOver() {
      guard Date() < deadline else { throw Complaint("the kernel does not answer") }
      server.turn(milliseconds: 5)
      [shell, control, watched, heart].forEach { $0.flush() }
    }
  }
}
