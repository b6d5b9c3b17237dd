import Foundation

/// A display that changes while a cell runs: each value replaces the previous one.
///
/// ```swift
/// let model = withLiveDisplay { display in
///   for epoch in 1...50 {
///     losses.append(train(&network))
///     display.show(LineChart([Series("loss", losses)], xLabel: "epoch", yLabel: "loss"))
///   }
///   return network
/// }
/// ```
public final class LiveDisplay {
  private let write: (DisplayMessage) -> Void
  private let isNotebook: Bool
  private let id = UUID().uuidString
  private let secondsBetween: Double
  private var isShown = false
  private var next = -Double.infinity
  private var pending: (value: any Displayable, caption: String?)?

  init(secondsBetween: Double, isNotebook: Bool, write: @escaping (DisplayMessage) -> Void) {
    self.write = write
    self.isNotebook = isNotebook
    self.secondsBetween = secondsBetween
  }

  /// Replaces the last value. A notebook redraws at most ten times per second, so a fast loop does not draw frames
  /// that are never visible; a terminal and a woven page show only the last value.
  ///
  /// - Parameters:
  ///   - value: what to show.
  ///   - caption: one line for the reader.
  public func show(_ value: some Displayable, caption: String? = nil) {
    pending = (value, caption)
    if isNotebook, Self.now >= next { finish() }
  }

  /// Shows the last value if it is not visible yet.
  func finish() {
    guard let (value, caption) = pending else { return }
    pending = nil
    write(DisplayMessage(value.mimeBundle(caption: caption), isShown ? .update : .show, id: id))
    isShown = true
    next = Self.now + secondsBetween
  }

  private static var now: Double { Date().timeIntervalSinceReferenceDate }
}

/// Runs a closure with a display that can change, and keeps its last value.
///
/// - Parameter body: gets the display.
/// - Returns: what `body` returns.
/// - Throws: what `body` throws; the last value is shown then too.
public func withLiveDisplay<Result>(_ body: (LiveDisplay) throws -> Result) rethrows -> Result {
  let stream = DisplayStream.shared
  let display = LiveDisplay(secondsBetween: 0.1, isNotebook: stream.isNotebook, write: stream.write)
  defer { display.finish() }
  return try body(display)
}

/// Clears the cell's output when it prints or shows something new. A terminal keeps its text.
public func clearOutput() {
  DisplayStream.shared.write(.clear)
}
