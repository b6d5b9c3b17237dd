import Foundation

/// The backtrace that the Swift runtime writes when a program traps, as far as the graders need it.
struct CrashReport {
  /// What happened, in the runtime's words.
  var description: String
  /// The frames of the thread that crashed, innermost first.
  var frames: [Frame]

  struct Frame: Decodable {
    var symbol: String?
    var description: String?
    var sourceLocation: Location?
  }
  struct Location: Decodable {
    var file: String
    var line: Int
  }
  private struct Document: Decodable {
    var description: String?
    var threads: [Thread]
  }
  private struct Thread: Decodable {
    var crashed: Bool?
    var frames: [Frame]
  }

  /// Reads the report that a child left; `nil` where there is none or it is cut off.
  init?(contentsOf file: URL) {
    guard let data = try? Data(contentsOf: file),
      let document = try? JSONDecoder().decode(Document.self, from: data),
      let thread = document.threads.first(where: { $0.crashed == true }) ?? document.threads.first
    else { return nil }
    description = document.description ?? ""
    frames = thread.frames
  }

  /// The innermost line that lies below a folder: where the student's own code was.
  func place(below folder: String) -> SourcePlace? {
    frames.lazy.compactMap(\.sourceLocation).first { $0.file.hasPrefix(folder + "/") && $0.line > 0 }
      .map { SourcePlace(file: $0.file, line: $0.line) }
  }

  /// The library's function that the student's code called and that stopped the program, `matmul`.
  func libraryCall(from folder: String) -> String? {
    let inner = frames.prefix { !($0.sourceLocation?.file.hasPrefix(folder + "/") ?? false) }
    let call = inner.last { $0.sourceLocation?.file.contains("/Sources/") ?? false }
    return call?.description.map { String($0.prefix { !"<( ".contains($0) }) }
  }

  /// The function that calls itself again and again, `step(_:from:)`; `nil` where none does.
  var endlessFunction: String? {
    let symbols = frames.prefix(12).compactMap(\.symbol)
    guard symbols.count == 12, Set(symbols).count <= 3 else { return nil }
    return frames.first?.description?.components(separatedBy: " + ").first
  }

  /// The settings under which the runtime writes such a report.
  static func settings(output: URL) -> String {
    "enable=yes,threads=crashed,registers=none,images=none,sanitize=no,limit=48,top=8,color=no,format=json,"
      + "output-to=\(output.path)"
  }
}
