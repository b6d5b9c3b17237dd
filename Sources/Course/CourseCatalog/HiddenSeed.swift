import Formats
import Foundation

/// The seed an instructor's copy uses for the random inputs of the checks, so no one with only the handout
/// can know them.
public enum HiddenSeed {
  /// The seed's file in a copy of the course.
  public static let path = ".course/seed"

  /// The seed of a copy of the course; `nil` if it has none.
  ///
  /// - Throws: `Complaint` if its file exists and holds no seed.
  public static func of(_ layout: CourseLayout) throws -> String? {
    let file = layout.root.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    guard let text = try? String(contentsOf: file, encoding: .utf8), let seed = seed(in: text) else {
      throw Complaint(
        "\(file.path) holds no seed: write one line of text into it, or remove it to grade without")
    }
    return seed
  }

  /// The one line of a seed's file.
  private static func seed(in text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.count == 1 ? String(lines[0]) : nil
  }

  /// A seed that cannot be guessed: 128 bits.
  public static func random(using generator: inout some RandomNumberGenerator) -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
