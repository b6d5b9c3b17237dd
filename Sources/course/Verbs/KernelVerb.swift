import ChildProcesses
import Foundation
import JupyterKernel

extension KernelFailure: BadInputError {}

extension Verb {
  /// `course kernel ACTION`.
  static let kernel = Verb(
    name: "kernel", summary: "let Jupyter run the chapters' notebooks",
    details: """
      'install' makes Swift one of the languages of a Jupyter that you have: open a notebook under Chapters in it, \
      change a cell, run it. Variables, functions and types are kept from cell to cell; a cell that crashes or is \
      interrupted changes nothing. 'uninstall' takes Swift out again. 'run' is what Jupyter itself calls. The kernel \
      needs the folder in which this command was built; after moving the course, install it again.
      """,
    positionals: [
      Positional("ACTION", help: "install, uninstall or run."),
      Positional("FILE", help: "For 'run': the connection file that Jupyter wrote.", isRequired: false),
    ],
    options: [
      Option(
        "python", value: "PATH", help: "The Python whose Jupyter is meant."),
      Option("prefix", value: "DIR", help: "Install into DIR/share/jupyter."),
      Option(
        "user", help: "Install for you alone; so it is where nothing is said and no environment is active."),
    ],
    example: """
      course kernel install
      course kernel install --python ~/lab/bin/python
      course kernel uninstall
      """,
    run: { arguments in
      let action = arguments.positional("ACTION") ?? ""
      switch action {
      case "install": return try install(arguments)
      case "uninstall":
        let spec = KernelSpec(data: try place(arguments).data)
        try spec.uninstall()
        print("\(spec.folder.path) is gone; Jupyter no longer offers Swift.")
        return .done
      case "run":
        guard let file = arguments.positional("FILE") else {
          throw UsageError("'course kernel run' wants the connection file that Jupyter wrote")
        }
        try Kernel(connection: URL(fileURLWithPath: file), executable: Invocation.executable).run()
        return .done
      case "hold":
        StateHolder.run()
        return .done
      case "explain":
        SymbolServer.run()
        return .done
      default:
        let actions = ["install", "uninstall", "run"]
        let wayOut = suggestion(
          for: action, among: actions, otherwise: "It knows \(actions.joined(separator: ", ")).")
        throw UsageError("'course kernel' cannot '\(action)'. \(wayOut)")
      }
    })

  private static func install(_ arguments: Arguments) throws -> ExitStatus {
    let place = try place(arguments)
    let library = try KernelLibrary(executable: Invocation.executable)
    let spec = KernelSpec(data: place.data)
    try spec.install(executable: library.executable)
    print("Swift is now one of Jupyter's languages: \(spec.folder.path)")
    print("It runs \(library.executable.path); build there again after a change of the library.")
    if let note = place.note { print(note) }
    print("Try it: jupyter lab Chapters/03-RNN/03-RNN.ipynb")
    return .done
  }

  private static func place(_ arguments: Arguments) throws -> JupyterPlace {
    let given = ["python", "prefix"].filter(arguments.isGiven) + (arguments.flag("user") ? ["user"] : [])
    guard given.count <= 1 else {
      throw UsageError("--\(given[0]) and --\(given[1]) name two places; give one of them")
    }
    if let python = arguments.string("python") { return try JupyterPlace(python: python) }
    if let prefix = arguments.string("prefix") { return JupyterPlace(prefix: prefix) }
    return .usual(
      environment: ProcessInfo.processInfo.environment, isForUser: arguments.flag("user"))
  }
}
