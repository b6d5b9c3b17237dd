import Foundation

/// Runs a program to its end and keeps what it wrote.
enum ChildProcess {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// - Parameters:
  ///   - environment: variables to set on top of our own.
  ///   - scratch: a folder for the files that take the output, so that a full pipe cannot stop the program.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String], scratch: URL
  ) throws -> Result {
    let folder = try TemporaryFolder(in: scratch)
    defer { folder.remove() }
    let output = try folder.emptyFile(named: "output")
    let errors = try folder.emptyFile(named: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    do { try process.run() } catch { throw WeavingError("\(path) could not be started: \(error)") }
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -1
    return Result(status: status, output: try read(output), errors: try read(errors))
  }

  private static func read(_ url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}

/// A folder of our own that is removed after use.
struct TemporaryFolder {
  let url: URL

  init(in parent: URL) throws {
    url = parent.appendingPathComponent("weaving-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func emptyFile(named name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return file
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
