import ChildProcesses
import Formats
import Foundation

/// Where a Jupyter keeps its data.
public struct JupyterPlace: Equatable {
  /// The folder that holds `kernels`.
  public let data: URL
  /// What the user should know about it; `nil` where all is as expected.
  public let note: String?

  /// The data of an installation below a prefix.
  public init(prefix: String) {
    data = URL(fileURLWithPath: prefix).appendingPathComponent("share/jupyter")
    note = nil
  }

  /// The data of the Jupyter that a Python has, as in a virtual environment.
  ///
  /// - Throws: `Complaint` where it is no Python.
  public init(python: String) throws {
    let lines = Self.lines(of: [
      python, "-c",
      "import sys, importlib.util as u; print(sys.prefix); print(u.find_spec('jupyter_client') is not None)",
    ])
    guard lines.count == 2 else {
      throw Complaint("\(python) does not run as Python; name the interpreter, as in lab/bin/python")
    }
    data = URL(fileURLWithPath: lines[0]).appendingPathComponent("share/jupyter")
    note =
      lines[1] == "True"
      ? nil : "This Python has no Jupyter yet: '\(python) -m pip install jupyterlab' installs it."
  }

  /// The data of the user's own Jupyter: of the environment that is active, or else what `jupyter` says, or else where
  /// it would be.
  ///
  /// - Parameter isForUser: whether an active environment is left aside.
  public static func usual(environment: [String: String], isForUser: Bool) -> JupyterPlace {
    let prefix = ["VIRTUAL_ENV", "CONDA_PREFIX"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    if let prefix, !isForUser { return JupyterPlace(prefix: prefix) }
    let said = Self.lines(of: ["jupyter", "--data-dir"])
    let advice =
      "No 'jupyter' is in the search path. If yours is in a virtual environment, install with --python."
    return JupyterPlace(data: said.first ?? usualPlace(environment), note: said.isEmpty ? advice : nil)
  }

  private init(data: String, note: String?) {
    self.data = URL(fileURLWithPath: data)
    self.note = note
  }

  private static func usualPlace(_ environment: [String: String]) -> String {
    if let folder = environment["JUPYTER_DATA_DIR"] { return folder }
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    #if canImport(Darwin)
      return home + "/Library/Jupyter"
    #else
      return (environment["XDG_DATA_HOME"] ?? home + "/.local/share") + "/jupyter"
    #endif
  }

  /// What a command prints; nothing where it does not end well.
  private static func lines(of words: [String]) -> [String] {
    let command = ChildCommand(
      ["/usr/bin/env"] + words, environment: ProcessInfo.processInfo.environment,
      directory: FileManager.default.currentDirectoryPath, keepsErrorsApart: true)
    guard let output = try? CommandOutput(command, secondLimit: 60), output.end == .exited(0) else {
      return []
    }
    return output.lines.filter { !$0.isEmpty }
  }
}
