import LinearAlgebra

/// A call of a student's function, for a message.
public struct CallInWords {
  /// The function, `decode(_:vocabulary:)`.
  public let name: String
  private let arguments: [any Wire]

  /// The latest call of this process, whose suite makes one after another; `nil` if there was none.
  public nonisolated(unsafe) static private(set) var latest: CallInWords?

  static func note(_ name: String, _ arguments: [any Wire]) {
    latest = CallInWords(name: name, arguments: arguments)
  }

  /// The function with its arguments: `decode(_:vocabulary:), called with [2, 9] and ["<UNK>", "<EOS>"],`.
  public var text: String {
    let words = arguments.map(Self.words)
    return words.isEmpty ? name : "\(name), called with \(words.joined(separator: " and ")),"
  }

  private static func words(_ value: any Wire) -> String {
    switch value {
    case let matrix as Matrix<Double>:
      return matrix.count > 6
        ? "a matrix \(matrix.shape)" : "\((0..<matrix.rows).map { matrix.row($0).elements })"
    case is String, is Int, is Double, is Bool, is [String], is [Int], is [Double], is [[String]], is [[Int]]:
      let text = String(reflecting: value)
      return text.count > 60 ? "\(text.prefix(57))…" : text
    case let list as [Matrix<Double>]:
      return "\(list.count) \(list.count == 1 ? "matrix" : "matrices")"
    default: return "\(type(of: value))"
    }
  }
}
