import Formats
import Foundation

extension Kernel {
  /// Does what a request asks for; while it is done, the kernel is busy.
  func answer(_ message: KernelMessage) {
    audience.publish("status", ["execution_state": "busy"], for: message)
    switch message.type {
    // Their answers come later.
    case "execute_request": execute(message)
    case "complete_request": complete(message)
    case "inspect_request": explain(message)
    default:
      if let (type, content) = reply(to: message) { return reply(type, content, to: message) }
      setIdle(for: message)
    }
  }

  /// Sends an answer, which completes a request.
  func reply(_ type: String, _ content: JSONValue, to message: KernelMessage) {
    audience.send(type, content, for: message)
    setIdle(for: message)
  }

  private func setIdle(for message: KernelMessage) {
    audience.publish("status", ["execution_state": "idle"], for: message)
    // A notebook takes every such message for the kernel's state.
    if let execution { audience.publish("status", ["execution_state": "busy"], for: execution.request) }
  }

  private func reply(to message: KernelMessage) -> (String, JSONValue)? {
    let content = message.content
    switch message.type {
    case "kernel_info_request": return ("kernel_info_reply", Self.information)
    case "is_complete_request":
      return ("is_complete_reply", Completeness(content["code"]?.string ?? "").content)
    case "history_request": return ("history_reply", inputs.reply(to: content))
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
      "status": "ok", "protocol_version": .string(MessageComposer.version), "implementation": "course",
      "implementation_version": "1.0",
      "banner": "Swift, with the library of the course on recurrent networks", "debugger": false,
      "help_links": [], "supported_features": [],
      "language_info": NotebookLanguage.info,
    ]
  }
}
