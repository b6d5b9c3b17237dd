import CellEngine
import CommandSupport
import Formats
import Foundation
import JupyterKernel

extension Action {
  /// `course kernel ACTION`.
  static let kernel = Action(.kernel) { arguments in
    let action = arguments.positional(.action) ?? ""
    switch action {
    case "install": return try install(arguments)
    case "uninstall":
      let spec = KernelSpec(data: try place(arguments).data)
      try spec.uninstall()
      print("\(spec.folder.path) is gone; Jupyter no longer offers Swift.")
      return .done
    case "run":
      guard let file = arguments.positional(.file) else {
        throw Complaint("'course kernel run' needs the connection file that Jupyter wrote")
      }
      try KernelServer(connection: URL(fileURLWithPath: file), executable: Invocation.executable).run()
      return .done
    default:
      let actions = ["install", "uninstall", "run"]
      let wayOut = suggestion(
        for: action, among: actions, otherwise: "It knows \(actions.joined(separator: ", ")).")
      throw Complaint("'course kernel' cannot '\(action)'. \(wayOut)")
    }
  }

  private static func install(_ arguments: Arguments) throws -> ExitStatus {
    let place = try place(arguments)
    _ = try CellLibrary(executable: Invocation.executable)
    let spec = KernelSpec(data: place.data)
    // Jupyter calls the small command, which rebuilds changed code before it hands over.
    let launcher = Invocation.launcher
    try spec.install(executable: launcher)
    print("Preparing the modules that cells import …")
    try ModuleStore.fill(executable: Invocation.executable)
    print("Swift is now one of Jupyter's languages: \(spec.folder.path)")
    print("It runs \(launcher.path), with the current library each time a notebook is opened.")
    if let note = place.note { print(note) }
    print("Try it: jupyter lab Chapters/03-RNN/03-RNN.ipynb")
    return .done
  }

  private static func place(_ arguments: Arguments) throws -> JupyterPlace {
    let given = [Option.Name.python, .prefix, .user].filter(arguments.isGiven).map(\.dashed)
    guard given.count <= 1 else {
      throw Complaint("\(given[0]) and \(given[1]) name two places; choose one")
    }
    if let python = arguments.string(.python) { return try JupyterPlace(python: python) }
    if let prefix = arguments.string(.prefix) { return JupyterPlace(prefix: prefix) }
    return .usual(
      environment: ProcessInfo.processInfo.environment, isForUser: arguments.flag(.user))
  }
}
