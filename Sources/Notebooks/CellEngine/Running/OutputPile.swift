import Formats

/// The visible output of a finished cell: displays in their last form, overwritten lines with their last text.
package struct OutputPile {
  private var outputs: [CellOutput] = []
  private var places: [String: Int] = [:]
  private var isToBeCleared = false

  package init() {}

  /// Adds an output of the cell.
  package mutating func add(_ event: OutputEvent) {
    if case .clear = event {
      isToBeCleared = true
      return
    }
    if isToBeCleared { self = OutputPile() }
    switch event {
    case .text(let text): outputs.add(.text(text))
    case .display(let forms, let id):
      if let id { places[id] = outputs.count }
      outputs.append(.display(forms))
    case .result(let forms): outputs.append(.display(forms))
    case .update(let forms, let id):
      if let place = places[id] { outputs[place] = .display(forms) }
    case .clear: break
    }
  }

  /// The visible output.
  package var visible: [CellOutput] {
    outputs.map { output in
      if case .text(let text) = output { return .text(OverwrittenText.visible(text)) }
      return output
    }
  }
}
