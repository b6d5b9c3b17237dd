import CourseCatalog
import Formats
import Foundation

/// The data kept about a submitted file to detect identical ones.
public struct SourceFingerprint: Codable, Sendable, Hashable {
  /// The known origin of a file's program text.
  public enum Origin: String, Codable, Sendable {
    /// From the submission itself.
    case own
    /// It is the untouched stub: equality means nothing.
    case stub
    /// It is the course's own solution.
    case solution
  }

  /// The unit's folder and the file, `03-RNN/Softmax.swift`.
  public var file: String
  /// The bytes as one number.
  public var exact: String
  /// The program text as one number, without comments, spaces, line breaks and the contents of literals.
  public var normalized: String
  /// How many words and signs the program text has; short ones are the same by chance.
  public var tokenCount: Int
  /// Where the program text comes from.
  public var origin: Origin

  /// A fingerprint with all its parts.
  public init(file: String, exact: String, normalized: String, tokenCount: Int, origin: Origin) {
    self.file = file
    self.exact = exact
    self.normalized = normalized
    self.tokenCount = tokenCount
    self.origin = origin
  }
}

extension SourceFingerprint {
  /// The fingerprints of a unit's files in a submission, in the order of the catalog, then of the additional
  /// files; none for a file that is missing or cannot be read.
  public static func all(
    of unit: CourseUnit, in submission: Submission, _ layout: CourseLayout
  ) -> [SourceFingerprint] {
    let files = submission.files(of: unit)
    let own = unit.files.compactMap { name -> (String, Data)? in
      guard case .contents(let data) = files.parts[name] else { return nil }
      return (name, data)
    }
    return (own + files.further.map { ($0.name, $0.contents) }).map { name, data in
      let text = ProgramText(data)
      return SourceFingerprint(
        file: "\(unit.folder)/\(name)", exact: text.exact, normalized: text.normalized,
        tokenCount: text.tokenCount, origin: origin(text, name, unit, layout))
    }
  }

  private static func origin(
    _ text: ProgramText, _ name: String, _ unit: CourseUnit, _ layout: CourseLayout
  ) -> Origin {
    func isIn(_ folder: URL) -> Bool {
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return false }
      return ProgramText(data).normalized == text.normalized
    }
    return isIn(layout.stubs(unit)) ? .stub : isIn(layout.solution(unit)) ? .solution : .own
  }
}

/// A source file as two numbers: its bytes, and its words and signs.
private struct ProgramText {
  let exact: String
  let normalized: String
  let tokenCount: Int

  init(_ data: Data) {
    var (bytes, words) = (ContentKey(), ContentKey())
    bytes.add(data)
    let tokens = SwiftScanner(data).tokens
    for token in tokens { words.add(token.kind == .literal ? "\"" : token.text) }
    exact = bytes.text
    normalized = words.text
    tokenCount = tokens.count
  }
}
