import Formats
import Foundation

extension Kernel {
  /// Does what a request asks for; while it is done, the kernel is busy.
  func answer(_ message: KernelMessage) {
    audience.publish("status", ["execution_state": "busy"], for: message)
    // A cell's end, and with it its answer, comes later.
    if message.type == "execute_request" { return execute(message) }
    if let (type, content) = reply(to: message) { audience.send(type, content, for: message) }
    audience.publish("status", ["execution_state": "idle"], for: message)
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
    case "comm_open":
      // There is nothing here that a widget could speak to: it is told so by closing what it has opened.
      let close: JSONValue = ["comm_id": content["comm_id"] ?? .null, "data": [:]]
      audience.publish("comm_close", close, for: message)
      return nil
    default: return Self.refusal(of: message.type)
    }
  }

  /// The answer to a request that the kernel does not know; whoever sent it would wait for ever. What is no request has
  /// none.
  private static func refusal(of type: String) -> (String, JSONValue)? {
    guard type.hasSuffix("_request") else { return nil }
    let reason = "this kernel does not know '\(type)'"
    return (
      type.dropLast("request".count) + "reply",
      ["status": "error", "ename": "Kernel", "evalue": .string(reason), "traceback": [.string(reason)]]
    )
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
}
