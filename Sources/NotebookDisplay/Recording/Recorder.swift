import Foundation

/// Takes every output of a chapter: to the terminal, as JSON lines into the file that a weaver asked for, or as a
/// live notebook wants it.
final class Recorder: Sendable {
  /// The environment variable by which a weaver names the file.
  static let environmentKey = "COURSE_OUTPUT_RECORDS"

  static let shared = Recorder(
    path: ProcessInfo.processInfo.environment[environmentKey],
    stream: DisplayStream(word: ProcessInfo.processInfo.environment[DisplayStream.environmentKey]),
    writeText: writeToStandardOutput)

  private let file: FileHandle?
  private let stream: DisplayStream?
  private let writeText: @Sendable (String) -> Void

  init(path: String?, stream: DisplayStream? = nil, writeText: @escaping @Sendable (String) -> Void) {
    self.stream = stream
    file = path.flatMap { FileHandle(forWritingAtPath: $0) }
    self.writeText = writeText
  }

  func record(text: String, from source: OutputSource) {
    stream?.flush()
    guard file != nil else { return writeText(text) }
    append(OutputRecord(line: source.line, text: text), from: source)
  }

  func record(display: MimeBundle, from source: OutputSource) {
    if let stream {
      stream.flush()
      return writeText(stream.text(of: display))
    }
    guard file != nil else { return writeText("\n" + display.plain + "\n\n") }
    append(OutputRecord(line: source.line, display: display), from: source)
  }

  /// Each record is written at once, so that what stands before a crash is not lost.
  private func append(_ record: OutputRecord, from source: OutputSource) {
    var record = record
    if !source.isTopLevel { record = OutputRecord(line: source.line, insideFunction: source.function) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(record) else { return }
    file?.write(json + Data("\n".utf8))
  }

  private static func writeToStandardOutput(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
