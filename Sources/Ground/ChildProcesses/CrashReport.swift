import Foundation

/// The backtrace that the Swift runtime writes when a program traps.
public struct CrashReport: Sendable {
  /// What happened, in the runtime's words.
  public var description: String
  /// The frames of the thread that crashed, innermost first.
  public var frames: [Frame]

  /// One call.
  public struct Frame: Decodable, Sendable {
    /// The function's linker name.
    public var symbol: String?
    /// The function in readable form, with a distance: `step() + 8`.
    public var description: String?
    /// The source location, if known.
    public var sourceLocation: Location?
  }
  /// A line of a source file.
  public struct Location: Decodable, Sendable {
    /// The path the file was compiled from.
    public var file: String
    /// The line, from 1; 0 in code that the compiler made.
    public var line: Int
  }
  private struct Document: Decodable {
    var description: String?
    var threads: [Thread]
  }
  private struct Thread: Decodable {
    var crashed: Bool?
    var frames: [Frame]
  }

  /// Reads the report that a child left; `nil` if there is none or it is cut off.
  public init?(contentsOf file: URL) {
    guard let data = try? Data(contentsOf: file) else { return nil }
    self.init(data)
  }

  /// Reads the runtime's JSON; `nil` if it is cut off.
  public init?(_ data: Data) {
    guard let document = try? JSONDecoder().decode(Document.self, from: data),
      let thread = document.threads.first(where: { $0.crashed == true }) ?? document.threads.first
    else { return nil }
    description = document.description ?? ""
    frames = thread.frames
  }

  /// The innermost line in a file that `isMeant` selects.
  public func place(where isMeant: (String) -> Bool) -> Location? {
    frames.lazy.compactMap(\.sourceLocation).first { isMeant($0.file) && $0.line > 0 }
  }

  /// The library's function that code below a folder called and that stopped the program, `matmul`.
  public func libraryCall(from folder: String) -> String? {
    let inner = frames.prefix { !($0.sourceLocation?.file.hasPrefix(folder + "/") ?? false) }
    let call = inner.last { $0.sourceLocation?.file.contains("/Sources/") ?? false }
    return call?.description.map { String($0.prefix { !"<( ".contains($0) }) }
  }

  /// The function that calls itself again and again, `step(_:from:)`; `nil` if none does.
  public var endlessFunction: String? {
    let symbols = frames.prefix(12).compactMap(\.symbol)
    guard symbols.count == 12, Set(symbols).count <= 3 else { return nil }
    return frames.first?.description?.components(separatedBy: " + ").first
  }

  /// The environment variable the runtime reads.
  public static let variable = "SWIFT_BACKTRACE"

  /// The settings that make the runtime write such a report.
  public static func settings(output: URL) -> String {
    "enable=yes,threads=crashed,registers=none,images=none,sanitize=no,limit=48,top=8,color=no,format=json,"
      + "output-to=\(output.path)"
  }
}
