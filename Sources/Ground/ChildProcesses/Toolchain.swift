import Foundation

/// The Swift toolchain of `swift` on the command line.
public struct Toolchain: Sendable, Equatable {
  /// The folder that holds `usr/bin/swift`; `/` if the toolchain is part of the system.
  public let root: URL

  /// The toolchain in use; `nil` if there is none. Looked for once.
  public static let current: Toolchain? = onPath() ?? asked()

  /// `Swift version 6.3.1 …`, as the toolchain prints it; `nil` if it does not.
  public static func version() -> String? {
    let lines = output(of: ["swift", "--version"])
    return lines.lazy.compactMap { line in
      line.range(of: "Swift version").map { String(line[$0.lowerBound...]) }
    }.first
  }

  /// Follows the links of `swift` in the search path: no program is run.
  private static func onPath() -> Toolchain? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places = path.split(separator: ":").map {
      URL(fileURLWithPath: String($0)).appendingPathComponent("swift")
    }
    guard let swift = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      return nil
    }
    let usr = swift.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    // A manager of toolchains puts its own program there, with nothing around it, and macOS one that starts Xcode's,
    // next to a runtime without headers.
    guard FileManager.default.fileExists(atPath: usr.appendingPathComponent("lib/swift/shims").path) else {
      return nil
    }
    return Toolchain(root: usr.deletingLastPathComponent())
  }

  /// By the compiler's own word.
  private static func asked() -> Toolchain? {
    let output = output(of: ["swiftc", "-print-target-info"]).joined(separator: "\n")
    guard let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(output.utf8)) else { return nil }
    // The folder is …/usr/lib/swift.
    let resources = URL(fileURLWithPath: info.paths.runtimeResourcePath).resolvingSymlinksInPath()
    let usr = resources.deletingLastPathComponent().deletingLastPathComponent()
    return Toolchain(root: usr.deletingLastPathComponent())
  }

  private struct TargetInfo: Decodable {
    struct Paths: Decodable { let runtimeResourcePath: String }
    let paths: Paths
  }

  private static func output(of words: [String]) -> [String] {
    let command = ChildCommand(
      ["/usr/bin/env"] + words, environment: ProcessInfo.processInfo.environment, directory: "/",
      keepsErrorsApart: true)
    return (try? CommandOutput(command, secondLimit: 60))?.lines ?? []
  }
}
