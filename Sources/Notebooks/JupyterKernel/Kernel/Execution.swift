import CellEngine

/// A request to run a cell, and the cell on its way.
struct Execution {
  let request: KernelMessage
  let outline: CellOutline
  let cellID: String?
  /// Whether nobody wants to see what it shows.
  let isSilent: Bool
  var run: CellRun
  /// The limit of each stream, by name.
  var limits: [String: OutputLimit] = [:]
  /// The text form of the cell's value.
  var result: String?
}
