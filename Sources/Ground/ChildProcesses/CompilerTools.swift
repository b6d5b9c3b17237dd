import Formats
import Foundation

/// The Swift toolchain that the user's `swiftc` belongs to, limited to the parts that the graders call
/// directly.
///
/// The driver is asked once where things are. Afterward its parts are called directly: the driver takes
/// longer to start than an exercise to compile.
package struct CompilerTools {
  /// The compiler's full version, which decides whether modules built earlier can be read.
  package let version: String
  /// `x86_64-unknown-linux-gnu`.
  package let triple: String
  /// The folder of the runtime's libraries.
  package let runtime: String
  private let resources: String
  private let platformFolder: String

  /// The toolchain at the time it is first needed: a process looks it up once.
  package static func current() throws -> CompilerTools { try asked.get() }
  private static let asked = Result { try CompilerTools() }

  /// Asks `swiftc`.
  ///
  /// - Throws: `Complaint` if there is none or its answer is not understood.
  package init() throws {
    let command = ChildCommand(
      ["/usr/bin/env", "swiftc", "-print-target-info"], environment: Self.environment,
      directory: NSTemporaryDirectory())
    let output = try CommandOutput(command, secondLimit: 60)
    guard output.end == .exited(0),
      let answer = try? JSONDecoder().decode(
        Answer.self, from: Data(output.lines.joined(separator: "\n").utf8)),
      let runtime = answer.paths.runtimeLibraryPaths.first
    else {
      throw Complaint.ofSystem(
        "swiftc does not report its paths: does 'swiftc -print-target-info' work here?")
    }
    version = answer.compilerVersion
    triple = answer.target.triple
    self.runtime = runtime
    resources = answer.paths.runtimeResourcePath
    // Swift 6.0 gives the triple alone.
    let parts = answer.target.triple.split(separator: "-")
    let isApple = parts.dropFirst().first == "apple"
    platformFolder =
      "\(answer.target.platform ?? (isApple ? "macosx" : "linux"))/\(answer.target.arch ?? String(parts[0]))"
  }

  private struct Answer: Decodable {
    struct Target: Decodable {
      var triple: String
      var platform: String?
      var arch: String?
    }
    struct Paths: Decodable {
      var runtimeLibraryPaths: [String]
      var runtimeResourcePath: String
    }
    var compilerVersion: String
    var target: Target
    var paths: Paths
  }

  /// The path of one of its programs, such as `swift-frontend`. Links are not resolved: the linker looks at
  /// its own name.
  package func program(_ name: String) -> String { "\(folder)/bin/\(name)" }

  /// The folder of the toolchain, with everything its programs read.
  package var folder: String {
    URL(fileURLWithPath: resources).deletingLastPathComponent().deletingLastPathComponent().path
  }

  #if canImport(Darwin)
    /// Where the compiler finds the system's headers, which Apple's driver looks up and the compiler behind it does not.
    /// A process asks once.
    package static let systemLibraryWords: [String] = {
      if let named = ProcessInfo.processInfo.environment["SDKROOT"] { return ["-sdk", named] }
      let command = ChildCommand(
        ["/usr/bin/xcrun", "--show-sdk-path"], environment: environment, directory: "/")
      let output = try? CommandOutput(command, secondLimit: 60)
      return output?.lines.first.map { ["-sdk", $0] } ?? []
    }()
  #endif

  /// The first link input of every Swift program.
  package var startObject: String { "\(resources)/\(platformFolder)/swiftrt.o" }

  /// The same few variables for every command, whatever the user's own environment contains.
  package static var environment: [String: String] {
    let inherited = ProcessInfo.processInfo.environment
    var environment = ["LANG": "C.UTF-8"]
    for name in ["PATH", "HOME", "TMPDIR", "SDKROOT", "DEVELOPER_DIR", "TOOLCHAINS", "LD_LIBRARY_PATH"] {
      environment[name] = inherited[name]
    }
    return environment
  }
}
