import Formats

extension Kernel {
  /// Shows text as soon as enough of it has come together.
  func show(_ text: String, on name: String) {
    guard !text.isEmpty, execution?.isSilent != true else { return }
    if !stream.takes(name) { flushStream() }
    stream.add(text, to: name)
  }

  /// Shows a display, behind the text before it.
  func show(_ forms: [String: String]) {
    guard execution?.isSilent != true else { return }
    flushStream()
    let data = JSONValue.object(forms.mapValues(JSONValue.string))
    audience.publish(
      "display_data", ["data": data, "metadata": [:], "transient": [:]], for: execution?.request)
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
