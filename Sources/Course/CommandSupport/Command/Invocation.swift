import Foundation

/// How the user calls the command, so commands in messages work as typed.
package enum Invocation {
  /// `swift run course` for an executable inside a package's build folder, else `course`.
  package static let current = command(forExecutable: CommandLine.arguments.first ?? "course")

  /// The running command's own file.
  package static var executable: URL {
    Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "course")
  }

  /// The small command that handed over to this program, or this program if none did.
  package static var launcher: URL {
    let handed = ProcessInfo.processInfo.environment[launcherVariable].map { URL(fileURLWithPath: $0) }
    return handed ?? executable
  }

  /// The environment variable that holds the path of a program that hands over.
  static let launcherVariable = "COURSE_LAUNCHER"

  /// The words to type before a verb, for an executable's path.
  package static func command(forExecutable path: String) -> String {
    guard path.contains(".build/") else { return "course" }
    return path.contains("/release/") ? "swift run -c release course" : "swift run course"
  }
}
