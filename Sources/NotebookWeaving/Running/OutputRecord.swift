import Foundation

/// One line of the file that a running chapter writes: an output, and the line of `main.swift` it came from.
struct OutputRecord: Decodable {
  struct Display: Decodable {
    let forms: [String: String]
  }

  let line: Int
  let text: String?
  let display: Display?
  let insideFunction: String?

  /// The environment variable that names the file to the chapter.
  static let environmentKey = "COURSE_OUTPUT_RECORDS"

  /// All records of a file; a last line that a crash cut short is left out.
  static func all(in data: Data) -> [OutputRecord] {
    data.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(OutputRecord.self, from: Data($0))
    }
  }
}
