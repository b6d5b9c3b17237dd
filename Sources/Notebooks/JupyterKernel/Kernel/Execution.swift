import CellEngine

/// A cell on its way: compiled, then run.
struct Execution {
  let request: KernelMessage
  let source: String
  let outline: CellOutline
  let cellID: String?
  /// The number that the notebook shows beside it.
  let number: Int
  /// Whether nobody wants to see what it shows.
  let isSilent: Bool
  /// Whether requests that wait behind it are dropped where it fails.
  let stopsOthers: Bool
  var job: CellCompiler.Job
  var stage = Stage.compiling
  /// Whether the source was changed to show the value of its last line.
  var showsLastValue = false
  /// Whether it was not taken so, and is compiled as it is.
  var isAsItIs = false
  var compilerOutput: [UInt8] = []
  var isInterrupted = false

  /// How far it is.
  enum Stage { case compiling, running }

  /// What messages call it.
  var label: String { "cell \(number)" }
}

/// Why a cell did not end well, as a notebook shows it.
struct CellFailure: Equatable {
  /// What kind of failure it is.
  let name: String
  /// What happened, in one line.
  let value: String
  /// All that is shown.
  let lines: [String]
}
