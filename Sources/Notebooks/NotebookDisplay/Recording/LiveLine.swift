import Foundation

/// A progress line, rewritten by each call.
///
/// ```swift
/// var line = LiveLine()
/// for epoch in 1...50 { line.show("epoch \(epoch) of 50, loss \(train())") }
/// line.finish()
/// ```
public struct LiveLine {
  private var length = 0

  /// An empty line.
  public init() {}

  /// Rewrites the line without ending it.
  public mutating func show(_ text: String) {
    print(Self.text(text, over: length), terminator: "")
    fflush(nil)
    length = text.count
  }

  /// Ends the line; later output appears below it.
  public mutating func finish() {
    print()
    length = 0
  }

  /// The characters that replace a text of a given length: blanks hide the rest of the old text.
  static func text(_ text: String, over length: Int) -> String {
    "\r" + text + String(repeating: " ", count: max(0, length - text.count))
  }
}
