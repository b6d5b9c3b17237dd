import Foundation

/// How the user calls the command, so that what the screen says to type works as typed.
enum Invocation {
  /// `swift run course` for an executable inside a package's build folder, else `course`.
  static let current = command(forExecutable: CommandLine.arguments.first ?? "course")

  /// The running command's own file.
  static var executable: URL {
    Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "course")
  }

  /// The words to type before a verb, for an executable's path.
  static func command(forExecutable path: String) -> String {
    guard path.contains(".build/") else { return "course" }
    return path.contains("/release/") ? "swift run -c release course" : "swift run course"
  }
}
