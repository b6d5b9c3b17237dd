import Formats
import Foundation

/// The folder by which Jupyter knows a kernel: `kernels/swift` with its `kernel.json`.
public struct KernelSpec {
  /// The folder.
  public let folder: URL

  /// The one in a folder of Jupyter's data.
  public init(data: URL) { folder = data.appendingPathComponent("kernels/swift") }

  /// Whether there is a kernel of that name.
  public var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// Whether the kernel that is there is this one, of whatever version and place.
  public var isOurs: Bool { installed?.argv.dropFirst().starts(with: Self.words) ?? false }

  /// The command that the kernel there is run by.
  public var command: String? { installed?.argv.first }

  /// Writes the folder, its kernel.json last.
  ///
  /// - Throws: `Complaint` where another kernel is there or nothing can be written.
  public func install(executable: URL) throws {
    guard !isThere || isOurs else {
      throw Complaint(
        "\(folder.path) holds another kernel for Swift; take it out with 'jupyter kernelspec remove swift', or choose "
          + "another place with --prefix")
    }
    let spec = Specification(
      argv: [executable.path] + Self.words + ["{connection_file}"], display_name: "Swift", language: "swift",
      interrupt_mode: "message", kernel_protocol_version: MessageComposer.version,
      metadata: ["debugger": false])
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(KernelIcon.svg.utf8).write(to: folder.appendingPathComponent("logo-svg.svg"), options: .atomic)
      try Data(KernelIcon.png).write(to: folder.appendingPathComponent("logo-64x64.png"), options: .atomic)
      try Data((jsonText(spec) + "\n").utf8).write(to: file, options: .atomic)
    } catch {
      throw Complaint("\(file.path) cannot be written; another place can be named with --prefix")
    }
  }

  /// Removes the folder.
  ///
  /// - Throws: `Complaint` where the kernel is not there, is not this one, or cannot be removed.
  public func uninstall() throws {
    guard isThere else { throw Complaint("there is no kernel for Swift in \(folder.path)") }
    guard isOurs else {
      throw Complaint("\(folder.path) holds another kernel for Swift; it was left alone")
    }
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      throw Complaint("\(folder.path) cannot be removed; is it yours?")
    }
  }

  private static let words = ["kernel", "run"]
  private var file: URL { folder.appendingPathComponent("kernel.json") }

  private var installed: Specification? {
    (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Specification.self, from: $0) }
  }

  private struct Specification: Codable {
    var argv: [String]
    var display_name: String
    var language: String
    var interrupt_mode: String?
    var kernel_protocol_version: String?
    var metadata: [String: Bool]?
  }
}
