import CellEngine
import Formats

extension Kernel {
  /// Shows an output of the cell.
  func show(_ event: OutputEvent) {
    switch event {
    case .text(let text): show(text, on: "stdout")
    case .display(let forms, let id): show("display_data", forms, id: id)
    case .update(let forms, let id): show("update_display_data", forms, id: id)
    case .result(let forms):
      execution?.result = forms["text/plain"]
      show("execute_result", forms)
    case .clear:
      flushStream()
      publish("clear_output", ["wait": true])
    }
  }

  /// Shows text in batches, up to the limit of a cell.
  func show(_ text: String, on name: String) {
    guard !text.isEmpty, execution?.isSilent != true else { return }
    add(execution?.limits[name, default: OutputLimit()].passOn(text) ?? text, to: name)
  }

  /// Shows the end of an output that exceeds the limit.
  func showEnds() {
    for (name, var limit) in execution?.limits ?? [:] { add(limit.finish(), to: name) }
    execution?.limits = [:]
  }

  private func add(_ text: String, to name: String) {
    guard !text.isEmpty else { return }
    if !stream.takes(name) { flushStream() }
    stream.add(text, to: name)
  }

  /// Shows a value after the preceding text.
  private func show(_ type: String, _ forms: [String: String], id: String? = nil) {
    flushStream()
    var content: [String: JSONValue] = ["data": .object(forms.mapValues(JSONValue.string)), "metadata": [:]]
    if type == "execute_result" {
      content["execution_count"] = .integer(cellCount)
    } else {
      content["transient"] = id.map { ["display_id": .string($0)] } ?? [:]
    }
    publish(type, .object(content))
  }

  private func publish(_ type: String, _ content: JSONValue) {
    guard execution?.isSilent != true else { return }
    audience.publish(type, content, for: execution?.request)
  }

  /// Sends the text that waits.
  func flushStream(for request: KernelMessage? = nil) {
    guard !stream.isEmpty else { return }
    let name = stream.name
    audience.publish(
      "stream", ["name": .string(name), "text": .string(stream.takeAll())],
      for: request ?? execution?.request)
  }
}
