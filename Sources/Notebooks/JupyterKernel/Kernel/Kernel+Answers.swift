import Formats
import Foundation

extension Kernel {
  /// Does what a request asks for; while it is done, the kernel is busy.
  func answer(_ message: KernelMessage) {
    publish("status", ["execution_state": "busy"], for: message)
    // A cell's end, and with it its answer, comes later.
    if message.type == "execute_request" { return execute(message) }
    if let (type, content) = reply(to: message) { send(type, content, for: message) }
    publish("status", ["execution_state": "idle"], for: message)
  }

  private func reply(to message: KernelMessage) -> (String, JSONValue)? {
    let content = message.content
    switch message.type {
    case "kernel_info_request": return ("kernel_info_reply", Self.information)
    case "is_complete_request":
      return ("is_complete_reply", Completeness(content["code"]?.string ?? "").content)
    case "complete_request": return ("complete_reply", completion(of: content))
    case "inspect_request": return ("inspect_reply", explanation(of: content))
    case "history_request": return ("history_reply", ["status": "ok", "history": []])
    case "comm_info_request": return ("comm_info_reply", ["status": "ok", "comms": [:]])
    case "interrupt_request":
      interrupt()
      return ("interrupt_reply", ["status": "ok"])
    case "shutdown_request":
      isEnding = true
      let isRestart = content["restart"]?.bool ?? false
      return ("shutdown_reply", ["status": "ok", "restart": .bool(isRestart)])
    default: return nil
    }
  }

  /// What the kernel says of itself.
  private static var information: JSONValue {
    [
      "status": "ok", "protocol_version": "5.3", "implementation": "course", "implementation_version": "1.0",
      "banner": "Swift, with the library of the course on recurrent networks", "debugger": false,
      "help_links": [],
      "language_info": [
        "name": "swift", "version": "6", "mimetype": "text/x-swift", "file_extension": ".swift",
        "pygments_lexer": "swift", "codemirror_mode": "swift",
      ],
    ]
  }

  /// Answers a request on the channel on which it came.
  func send(_ type: String, _ content: JSONValue, for message: KernelMessage) {
    let frames = composer.frames(type, content, parent: message.header, after: message.identities)
    (message.channel == .control ? control : shell).send(frames, to: message.peer)
  }

  /// Tells everybody who looks on.
  func publish(_ type: String, _ content: JSONValue, for message: KernelMessage?) {
    publisher.publish(
      composer.frames(type, content, parent: message?.header, after: [Array(type.utf8)]))
  }
}
